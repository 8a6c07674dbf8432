/* Language, data shards and the search form of the first page. Classic script: works from disk. */
(function () {
  "use strict";

  var words = window.jixiaoWords;
  var root = document.documentElement.dataset.root;
  var language = "zh";
  var policy = window.trustedTypes && window.trustedTypes.createPolicy("jixiao", {
    createScriptURL: function (address) {
      if (!/^data\/[a-z0-9]+\.js$/.test(address)) { throw new TypeError(address); }
      return address;
    }
  });

  function all(selector, where) {
    return Array.prototype.slice.call((where || document).querySelectorAll(selector));
  }

  function say(key, values) {
    var text = words[key][language === "en" ? 1 : 0];
    (values || []).forEach(function (value, index) {
      text = text.split("{" + index + "}").join(value);
    });
    return text;
  }

  /* Puts our words into an element and remembers which, so that the language can change later. */
  function put(element, key) {
    var values = Array.prototype.slice.call(arguments, 2);
    element.dataset.t = key;
    if (values.length) { element.dataset.a = values.join("|"); } else { delete element.dataset.a; }
    element.textContent = say(key, values);
    return element;
  }

  function translate(where) {
    all("[data-t]", where).forEach(function (one) {
      one.textContent = say(one.dataset.t, one.dataset.a ? one.dataset.a.split("|") : []);
    });
    all("[data-l]", where).forEach(function (one) { one.setAttribute("aria-label", say(one.dataset.l)); });
    all("[data-i]", where).forEach(function (one) { one.title = say(one.dataset.i); });
    all("[data-p]", where).forEach(function (one) { one.placeholder = say(one.dataset.p); });
    all("[data-en]", where).forEach(function (one) {
      one.textContent = language === "en" ? one.dataset.en : one.dataset.zh;
    });
    all("bdi", where).forEach(function (one) {
      if (language === "en") { one.lang = "zh-CN"; } else { one.removeAttribute("lang"); }
    });
    all("a[href]", where).forEach(function (link) { link.setAttribute("href", address(link.getAttribute("href"))); });
  }

  /* Some browsers give each file a memory of its own, so links carry the language too. */
  function address(href) {
    if (/^(#|[a-z]+:)/.test(href) || href.indexOf("downloads/") === 0) { return href; }
    var cut = href.indexOf("#");
    var page = (cut < 0 ? href : href.slice(0, cut)).replace("?lang=en", "");
    return page + (language === "en" ? "?lang=en" : "") + (cut < 0 ? "" : href.slice(cut));
  }

  function remembered() {
    if (/[?&]lang=en\b/.test(location.search)) { return "en"; }
    try { return window.localStorage.getItem("jixiao-language") || "zh"; } catch (error) { return "zh"; }
  }

  function speak(chosen) {
    language = chosen === "en" ? "en" : "zh";
    document.documentElement.lang = language === "en" ? "en" : "zh-CN";
    translate(document);
    var button = document.getElementById("language");
    button.hidden = false;
    button.textContent = language === "en" ? "中文" : "English";
    button.lang = language === "en" ? "zh-CN" : "en";
    try { window.localStorage.setItem("jixiao-language", language); } catch (error) { /* not here */ }
  }

  /* Data shards: each calls jixiao.take with its name; who needs some waits until all are here. */
  var shards = {};
  var coming = {};
  function need(names, then, failed) {
    var left = names.filter(function (name) { return !(name in shards); });
    var open = left.length;
    if (!open) { then(); return; }
    function arrived() {
      open -= 1;
      if (!open) { then(); }
    }
    left.forEach(function (name) {
      if (!coming[name]) {
        coming[name] = [];
        var script = document.createElement("script");
        var path = "data/" + name + ".js";
        script.src = policy ? policy.createScriptURL(path) : path;
        script.onload = script.onerror = function () {
          var waiting = coming[name];
          delete coming[name];
          script.remove();
          if (!(name in shards)) { failed(path); return; }
          waiting.forEach(function (one) { one(); });
        };
        document.head.appendChild(script);
      }
      coming[name].push(arrived);
    });
  }

  window.jixiao = {
    all: all,
    put: put,
    say: say,
    address: address,
    translate: translate,
    english: function () { return language === "en"; },
    need: need,
    shard: function (name) { return shards[name]; },
    take: function (name, content) { shards[name] = content; }
  };

  document.getElementById("language").addEventListener("click", function () {
    speak(language === "en" ? "zh" : "en");
  });
  speak(remembered());

  var ask = document.getElementById("ask");
  if (ask) {
    ask.hidden = false;
    ask.addEventListener("submit", function (event) {
      event.preventDefault();
      var asked = ask.elements.q.value.trim();
      location.href = address("search.html#q=" + encodeURIComponent(asked));
    });
  }

  /* A permanent link leads to its indicator also where the browser had scrolled elsewhere. */
  function reveal() {
    var name = location.hash.slice(1);
    var target = /^i-[0-9a-f]+$/.test(name) && document.getElementById(name);
    if (target) {
      target.scrollIntoView();
      target.focus({ preventScroll: true });
    }
  }
  window.addEventListener("hashchange", reveal);
  reveal();
})();
