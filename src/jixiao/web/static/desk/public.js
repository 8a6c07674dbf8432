/* Charts from the data beside them; the table under each says the same in text. */
(function () {
  "use strict";

  var blue = "#1f4e79";
  var shades = ["#1c4f82", "#5b93cb", "#5f9e8f", "#d9a441", "#a98bbd", "#b9c1cb", "#c4666f", "#6d7681"];

  var longest = window.matchMedia("(max-width: 767px)").matches ? 8 : 18;

  /* A Latin letter is half as wide as a Chinese character. */
  function short(text) {
    var room = longest, end = 0;
    for (; end < text.length && room > 0; end += 1) { room -= text.charCodeAt(end) < 0x2000 ? 0.5 : 1; }
    return end < text.length ? text.slice(0, end - 1) + "…" : text;
  }

  function bars(data) {
    return {
      grid: { left: 8, right: 80, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: "value", splitLine: { lineStyle: { color: "#e5e9ee" } }, axisLabel: { hideOverlap: true } },
      yAxis: { type: "category", inverse: true, data: data.labels, axisLabel: { formatter: short }, axisTick: { show: false } },
      series: [{
        type: "bar", data: data.values.map(Number), itemStyle: { color: blue }, barMaxWidth: 18,
        label: { show: true, position: "right", formatter: function (bar) { return data.said[bar.dataIndex]; } }
      }]
    };
  }

  function share(data) {
    return {
      color: shades,
      series: [{
        type: "pie", radius: ["40%", "70%"], label: { formatter: "{b} {c}" },
        data: data.labels.map(function (label, number) { return { name: label, value: Number(data.values[number]) }; })
      }]
    };
  }

  function draw(place) {
    var data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    if (!data.labels.length) { return; }
    place.style.height = place.dataset.kind === "share" ? "260px" : 28 * data.labels.length + 48 + "px";
    var chart = window.echarts.init(place, null, { renderer: "canvas" });
    var option = place.dataset.kind === "share" ? share(data) : bars(data);
    option.animation = false;
    option.tooltip = { trigger: "item", renderMode: "richText", confine: true };
    chart.setOption(option);
    window.addEventListener("resize", function () { chart.resize(); });
  }

  if (window.echarts) { Array.prototype.forEach.call(document.querySelectorAll("[data-chart]"), draw); }
  /* On a narrow page the results come before the filters. */
  var facets = document.querySelector(".pub-facets");
  if (facets && window.matchMedia("(max-width: 767px)").matches) { facets.open = false; }
})();
