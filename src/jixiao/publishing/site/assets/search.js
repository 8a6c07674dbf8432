/* Search over pairs of characters, with facets. Everything shown is made of text nodes. */
(function () {
  "use strict";

  var j = window.jixiao;
  var form = document.getElementById("search");
  var hits = document.getElementById("hits");
  var more = document.getElementById("more");
  var status = document.getElementById("status");
  var PAGE = 20;
  var FEW = 6;
  var MANY = 12;
  var SMALL = 4e6;
  var docs, starts, total, parents, facets;
  var turn = 0;
  var found = [];
  var displayed = 0;
  var asked = [];

  function norm(text) {
    return text.normalize("NFKC").replace(/[\s\u200b\u200c\u200d\u2060\ufeff]+/g, "").toLowerCase();
  }

  function prepare() {
    docs = j.shard("docs");
    starts = [];
    total = 0;
    docs.count.forEach(function (count) {
      starts.push(total);
      total += count + 1;
    });
    parents = new Uint32Array(total);
    starts.forEach(function (start, project) {
      for (var i = 0; i <= docs.count[project]; i += 1) { parents[start + i] = project; }
    });
  }

  /* The facets. Each gives the value of a project, or of an indicator (by its place among all). */
  function digits(text) {
    var values = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i += 1) { values[i] = parseInt(text.charAt(i), 36); }
    return values;
  }

  function describe() {
    var years = [];
    var year = docs.tables.map(function (table) {
      var place = years.indexOf(table.year);
      if (place < 0) { place = years.push(table.year) - 1; }
      return place;
    });
    var departments = [];
    var department = docs.tables.map(function (table) {
      var place = departments.indexOf(table.department);
      if (place < 0) { place = departments.push(table.department) - 1; }
      return place;
    });
    var unitNames = [];
    var unit = docs.units.map(function (name) {
      var place = unitNames.indexOf(name);
      if (place < 0) { place = unitNames.push(name) - 1; }
      return place;
    });
    var text = function (missing) {
      return function (value) { return value === null || value === "" ? { key: missing } : { text: String(value) }; };
    };
    var word = function (section) { return function (value) { return { key: section + "." + value }; }; };
    var ids = docs.tables.map(function (table) { return table.id; });
    facets = [
      { name: "table", head: "", label: text(""), values: ids, of: docs.table, hidden: true },
      { name: "class", head: "head.class", label: word("class"), values: docs.classes, inside: digits(docs["class"]) },
      { name: "form", head: "head.form", label: word("form"), values: docs.forms, inside: digits(docs.form) },
      { name: "department", head: "head.department", label: text("missing.department"), values: departments,
        of: docs.table.map(function (table) { return department[table]; }) },
      { name: "year", head: "head.year", label: text("missing.year"), values: years,
        of: docs.table.map(function (table) { return year[table]; }) },
      { name: "unit", head: "head.unit", label: text("missing.unit"), values: unitNames,
        of: docs.unitOf.map(function (one) { return unit[one]; }) },
      { name: "band", head: "head.band", label: word("band"), values: docs.bands, of: digits(docs.band) },
      { name: "mark", head: "head.marks", label: word("mark"), values: ["repair", "question"], bits: true,
        of: digits(docs.mark), inside: digits(docs.imark) }
    ];
    facets.forEach(function (facet) {
      /* Values have names that last: an address with them means the same after publishing again. */
      facet.codes = facet.values.map(function (value) { return value === null ? "" : String(value); });
      facet.chosen = {};
    });
  }

  function choiceCount(facet) { return Object.keys(facet.chosen).length; }

  function value(facet, doc) {
    var project = parents[doc];
    var start = starts[project];
    if (doc === start) { return facet.of ? facet.of[project] : -1; }
    return facet.inside ? facet.inside[doc - project - 1] : facet.of[project];
  }

  function fits(facet, doc) {
    if (!choiceCount(facet)) { return true; }
    var mine = value(facet, doc);
    if (facet.bits) {
      return facet.values.some(function (name, place) {
        return facet.chosen[name] && (mine & (1 << place)) !== 0;
      });
    }
    return mine >= 0 && facet.chosen[facet.codes[mine]] === true;
  }

  function drawFacets() {
    var box = document.getElementById("facets");
    box.textContent = "";
    facets.forEach(function (facet) {
      facet.boxes = [];
      var used = facet.values.filter(function (_, place) { return facet.bits || isUsed(facet, place); }).length;
      if (facet.hidden || (used < 2 && !facet.bits && !choiceCount(facet))) { return; }
      if (facet.values.length > MANY && facet.of && !facet.bits) { drawSelect(facet, box); } else { drawBoxes(facet, box); }
    });
  }

  function isUsed(facet, place) {
    var list = facet.inside || facet.of;
    return Array.prototype.indexOf.call(list, place) >= 0;
  }

  function name(element, label) {
    if (label.key) { return j.put(element, label.key); }
    var text = document.createElement("bdi");
    text.textContent = label.text;
    element.appendChild(text);
    return element;
  }

  function drawBoxes(facet, box) {
    var set = document.createElement("fieldset");
    set.appendChild(j.put(document.createElement("legend"), facet.head));
    facet.values.forEach(function (one, place) {
      if (!facet.bits && !isUsed(facet, place)) { return; }
      var label = document.createElement("label");
      var input = document.createElement("input");
      var count = document.createElement("span");
      input.type = "checkbox";
      input.name = facet.name;
      input.value = facet.codes[place];
      input.checked = facet.chosen[facet.codes[place]] === true;
      count.className = "n";
      label.appendChild(input);
      label.appendChild(name(document.createElement("span"), facet.label(one)));
      label.appendChild(count);
      facet.boxes.push({ place: place, count: count });
      set.appendChild(label);
    });
    box.appendChild(set);
  }

  function drawSelect(facet, box) {
    var label = document.createElement("label");
    var select = document.createElement("select");
    label.className = "field";
    label.appendChild(j.put(document.createElement("span"), facet.head));
    select.name = facet.name;
    select.appendChild(j.put(document.createElement("option"), "find.all"));
    select.firstChild.value = "\u0000";
    facet.values.forEach(function (one, place) {
      var option = document.createElement("option");
      var said = facet.label(one);
      if (said.key) { j.put(option, said.key); } else { option.textContent = said.text; option.lang = "zh-CN"; }
      option.value = facet.codes[place];
      option.selected = facet.chosen[facet.codes[place]] === true;
      select.appendChild(option);
    });
    label.appendChild(select);
    box.appendChild(label);
  }

  /* One word: which documents hold it. Two characters are one look-up. */
  function pairs(word) {
    var characters = Array.from(word);
    if (characters.length === 1) { return null; }
    var keys = {};
    for (var i = 0; i + 1 < characters.length; i += 1) { keys[characters[i] + characters[i + 1]] = true; }
    return Object.keys(keys);
  }

  function shardOf(key) { return "g" + (key.codePointAt(0) % docs.shards); }

  function each(postings, act) {
    var number = 0;
    var place = 0;
    while (place < postings.length) {
      var end = postings.indexOf(" ", place);
      if (end < 0) { end = postings.length; }
      number += parseInt(postings.slice(place, end), 36);
      act(number);
      place = end + 1;
    }
  }

  function matches(word) {
    var own = new Uint8Array(total);
    var keys = pairs(word);
    if (!keys) {
      var shard = j.shard(shardOf(word));
      Object.keys(shard).forEach(function (key) {
        if (key.indexOf(word) === 0) { each(shard[key], function (doc) { own[doc] = 1; }); }
      });
      return own;
    }
    keys.forEach(function (key, round) {
      var postings = j.shard(shardOf(key))[key];
      if (postings) { each(postings, function (doc) { if (own[doc] === round) { own[doc] = round + 1; } }); }
    });
    for (var doc = 0; doc < total; doc += 1) { own[doc] = own[doc] === keys.length ? 1 : 0; }
    return own;
  }

  function block(project) { return "r" + Math.floor(project / docs.block); }
  function record(project) { return j.shard(block(project))[project % docs.block]; }

  function texts(doc) {
    var project = parents[doc];
    var one = record(project);
    if (doc === starts[project]) { return [one[1], one[2], one[3], docs.tables[docs.table[project]].department]; }
    return one[5][doc - starts[project] - 1].slice(2);
  }

  /* All pairs of a longer word may stand apart in a text, so the text itself decides. */
  function verify(word, own) {
    for (var doc = 0; doc < total; doc += 1) {
      if (own[doc] && !texts(doc).some(function (text) { return norm(text).indexOf(word) >= 0; })) { own[doc] = 0; }
    }
  }

  function unique(names) { return names.filter(function (one, place) { return names.indexOf(one) === place; }); }

  function broken(path) { j.put(status, "find.failed", path); }

  function search() {
    var mine = turn += 1;
    var began = performance.now();
    asked = unique(form.elements.q.value.split(/\s+/).map(norm).filter(Boolean)).slice(0, 8);
    remember();
    var keys = [];
    asked.forEach(function (word) { keys = keys.concat(pairs(word) || [word]); });
    j.need(unique(keys.map(shardOf)), function () {
      if (mine !== turn) { return; }
      var own = asked.map(matches);
      var candidates = {};
      asked.forEach(function (word, place) {
        if (Array.from(word).length < 3) { return; }
        for (var doc = 0; doc < total; doc += 1) { if (own[place][doc]) { candidates[block(parents[doc])] = true; } }
      });
      j.need(Object.keys(candidates), function () {
        if (mine !== turn) { return; }
        asked.forEach(function (word, place) { if (Array.from(word).length > 2) { verify(word, own[place]); } });
        settle(own, began);
      }, broken);
    }, broken);
  }

  /* An indicator fits where each word stands in it or in its project, and one of them in itself. */
  function settle(own, began) {
    var fit = new Uint8Array(total);
    var counts = facets.map(function (facet) { return new Uint32Array(facet.values.length); });
    for (var doc = 0; doc < total; doc += 1) {
      var start = starts[parents[doc]];
      var mine = own.length === 0;
      var every = true;
      for (var w = 0; w < own.length; w += 1) {
        if (own[w][doc]) { mine = true; } else if (!own[w][start]) { every = false; break; }
      }
      if (mine && every) { tally(doc, counts, fit); }
    }
    var projects = {};
    var indicators = 0;
    found = [];
    for (doc = 0; doc < total; doc += 1) {
      if (!fit[doc]) { continue; }
      var project = parents[doc];
      if (!projects[project]) {
        projects[project] = { project: project, inside: [] };
        found.push(projects[project]);
      }
      if (doc !== starts[project]) {
        indicators += 1;
        projects[project].inside.push(doc - starts[project] - 1);
      }
    }
    if (form.elements.order.value === "money") {
      found.sort(function (one, other) { return docs.rank[one.project] - docs.rank[other.project]; });
    }
    facets.forEach(function (facet, place) {
      (facet.boxes || []).forEach(function (one) { one.count.textContent = counts[place][one.place]; });
    });
    hits.textContent = "";
    displayed = 0;
    show(function () {
      if (found.length) { j.put(status, "find.found", found.length, indicators); } else { j.put(status, "find.nothing"); }
      document.documentElement.dataset.searched = (performance.now() - began).toFixed(1);
    });
  }

  /* A facet counts what it would give if it alone were chosen anew. */
  function tally(doc, counts, fit) {
    var misses = -1;
    for (var f = 0; f < facets.length; f += 1) {
      if (!fits(facets[f], doc)) {
        if (misses >= 0) { return; }
        misses = f;
      }
    }
    if (misses < 0) { fit[doc] = 1; }
    for (f = misses < 0 ? 0 : misses; f < (misses < 0 ? facets.length : misses + 1); f += 1) {
      var mine = value(facets[f], doc);
      if (facets[f].bits) {
        facets[f].values.forEach(function (_, place) { if (mine & (1 << place)) { counts[f][place] += 1; } });
      } else if (mine >= 0) {
        counts[f][mine] += 1;
      }
    }
  }

  function show(then) {
    var next = found.slice(displayed, displayed + PAGE);
    var mine = turn;
    j.need(unique(next.map(function (one) { return block(one.project); })), function () {
      if (mine !== turn) { return; }
      next.forEach(function (one) { hits.appendChild(item(one)); });
      displayed += next.length;
      more.hidden = displayed >= found.length;
      if (!more.hidden) { j.put(more, "find.more", Math.min(PAGE, found.length - displayed)); }
      if (then) { then(); }
    }, broken);
  }

  function item(one) {
    var data = record(one.project);
    var table = docs.tables[docs.table[one.project]];
    var page = "p/" + data[0] + ".html";
    var element = document.createElement("li");
    var heading = document.createElement("h3");
    heading.appendChild(link(page, data[1], "missing.project"));
    element.appendChild(heading);
    var meta = add(element, "p", "meta");
    meta.appendChild(marked(table.department || "", "missing.department"));
    if (table.year) {
      meta.appendChild(document.createTextNode(" · "));
      meta.appendChild(j.put(document.createElement("span"), "count.year", table.year));
    }
    meta.appendChild(document.createTextNode(" · "));
    meta.appendChild(marked(data[2], "missing.unit"));
    meta.appendChild(document.createTextNode(" · "));
    if (data[4]) {
      meta.appendChild(document.createTextNode(data[4] + " "));
      meta.appendChild(marked(table.unit, "missing.amount_unit"));
    } else {
      meta.appendChild(j.put(document.createElement("span"), "missing.amount"));
    }
    if (data[3]) { add(element, "p", "text").appendChild(marked(snippet(data[3]), "")); }
    var narrowed = facets.some(function (facet) { return facet.inside && choiceCount(facet); });
    if (one.inside.length && (asked.length || narrowed)) {
      var list = document.createElement("ol");
      one.inside.slice(0, FEW).forEach(function (place) { list.appendChild(indicator(one.project, place, data[5][place], page)); });
      element.appendChild(list);
      if (one.inside.length > FEW) { j.put(add(element, "p", "meta"), "find.more_indicators", one.inside.length - FEW); }
    }
    if (j.english()) { j.translate(element); }
    return element;
  }

  function indicator(project, place, data, page) {
    var element = document.createElement("li");
    if (data[1]) { element.appendChild(document.createTextNode(data[1] + " ")); }
    element.appendChild(link(page + "#i-" + data[0], data[2], "missing.indicator"));
    element.appendChild(document.createTextNode(" "));
    var tag = add(element, "span", "tag");
    j.put(tag, "class." + docs.classes[parseInt(docs["class"].charAt(starts[project] - project + place), 36)]);
    var shown = data[4] || data[3];
    if (shown) {
      var said = add(element, "span", "value");
      said.appendChild(j.put(document.createElement("span"), data[4] ? "head.annual_target" : "head.period_target"));
      said.appendChild(j.put(document.createElement("span"), "site.colon"));
      said.appendChild(marked(shown, ""));
    }
    return element;
  }

  function add(parent, tag, kind) {
    var element = document.createElement(tag);
    element.className = kind;
    parent.appendChild(element);
    return element;
  }

  function link(page, text, missing) {
    var element = document.createElement("a");
    element.setAttribute("href", j.address(page));
    element.appendChild(marked(text, missing));
    return element;
  }

  function snippet(text) {
    var most = 90;
    if (text.length <= most) { return text; }
    var at = asked.map(function (word) { return text.toLowerCase().indexOf(word); }).filter(function (place) { return place >= 0; });
    var from = at.length ? Math.max(0, Math.min.apply(null, at) - 20) : 0;
    return (from ? "…" : "") + text.slice(from, from + most) + (from + most < text.length ? "…" : "");
  }

  /* The text with the words asked for in <mark>; the words were folded, so places are mapped back. */
  function marked(text, missing) {
    var element = document.createElement("bdi");
    if (!text) { return missing ? j.put(document.createElement("span"), missing) : element; }
    var folded = "";
    var origin = [];
    Array.from(text).reduce(function (place, character) {
      var one = norm(character);
      for (var i = 0; i < one.length; i += 1) { origin.push([place, place + character.length]); }
      folded += one;
      return place + character.length;
    }, 0);
    var ranges = [];
    asked.forEach(function (word) {
      for (var at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        ranges.push([origin[at][0], origin[at + word.length - 1][1]]);
      }
    });
    ranges.sort(function (one, other) { return one[0] - other[0]; });
    var done = 0;
    ranges.forEach(function (range) {
      if (range[0] < done) { return; }
      element.appendChild(document.createTextNode(text.slice(done, range[0])));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(range[0], range[1]);
      element.appendChild(mark);
      done = range[1];
    });
    element.appendChild(document.createTextNode(text.slice(done)));
    return element;
  }

  /* What is asked stands in the address, so that a search can be sent and kept. */
  function remember() {
    var parts = [];
    if (form.elements.q.value.trim()) { parts.push("q=" + encodeURIComponent(form.elements.q.value.trim())); }
    facets.forEach(function (facet) {
      Object.keys(facet.chosen).forEach(function (code) { parts.push(facet.name + "=" + encodeURIComponent(code)); });
    });
    if (form.elements.order.value) { parts.push("order=" + form.elements.order.value); }
    var address = "#" + parts.join("&");
    if (address !== (location.hash || "#")) { history.replaceState(null, "", address); }
  }

  function recall() {
    facets.forEach(function (facet) { facet.chosen = {}; });
    form.elements.q.value = "";
    form.elements.order.value = "";
    location.hash.slice(1).split("&").forEach(function (part) {
      var cut = part.indexOf("=");
      if (cut < 0) { return; }
      var key = part.slice(0, cut);
      var content;
      try { content = decodeURIComponent(part.slice(cut + 1)); } catch (error) { return; }
      if (key === "q") { form.elements.q.value = content; }
      if (key === "order" && content === "money") { form.elements.order.value = content; }
      facets.forEach(function (facet) {
        var known = facet.bits ? facet.values.indexOf(content) >= 0 : facet.codes.indexOf(content) >= 0;
        if (facet.name === key && known) { facet.chosen[content] = true; }
      });
    });
    drawFacets();
    search();
  }

  function choose(input) {
    facets.forEach(function (facet) {
      if (facet.name !== input.name) { return; }
      if (input.type === "checkbox") {
        if (input.checked) { facet.chosen[input.value] = true; } else { delete facet.chosen[input.value]; }
      } else {
        facet.chosen = {};
        if (input.value !== "\u0000") { facet.chosen[input.value] = true; }
      }
    });
  }

  /* The rest of a small site comes while nobody waits, one shard at a time. */
  function warm() {
    var names = [];
    for (var i = 0; i * docs.block < docs.count.length; i += 1) { names.push("r" + i); }
    for (i = 0; i < docs.shards; i += 1) { names.push("g" + i); }
    (function next() {
      var name = names.shift();
      if (name) { j.need([name], function () { window.setTimeout(next, 0); }, function () {}); }
    })();
  }

  var waiting = 0;
  form.addEventListener("input", function (event) {
    if (event.target.name !== "q" || event.isComposing) { return; }
    window.clearTimeout(waiting);
    waiting = window.setTimeout(search, 60);
  });
  form.addEventListener("compositionend", search);
  form.addEventListener("change", function (event) {
    if (event.target.name === "q") { return; }
    choose(event.target);
    search();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    search();
  });
  form.addEventListener("reset", function (event) {
    event.preventDefault();
    history.replaceState(null, "", "#");
    recall();
    form.elements.q.focus();
  });
  more.addEventListener("click", function () {
    var last = hits.lastElementChild;
    show(function () {
      var next = last && last.nextElementSibling && last.nextElementSibling.querySelector("a");
      if (next) { next.focus(); }
    });
  });
  window.addEventListener("hashchange", recall);

  form.hidden = false;
  document.getElementById("filters").open = window.matchMedia("(min-width: 761px)").matches;
  j.need(["docs"], function () {
    prepare();
    describe();
    recall();
    if (docs.bytes <= SMALL) { window.setTimeout(warm, 50); }
  }, broken);
})();
