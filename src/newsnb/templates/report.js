"use strict";
// Everything from the data becomes text nodes, never markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { statements, articles, issues } = data;
  const byId = new Map(statements.map((s) => [s.id, s]));
  const $ = (id) => document.getElementById(id);
  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== "" && value != null) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };

  // --- filters
  const PAGE = 100;
  let found = [], shown = 0;
  const filters = ["actor", "issue", "lang", "outlet", "first", "last", "words"].map((name) => $("f-" + name));
  const [actor, issue, lang, outlet, first, last, words] = filters;
  const count = (values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };
  const options = (select, pairs, name = (value) => value) => {
    for (const [value, n] of pairs) select.append(make("option", { value: value || "\u0000" }, `${name(value) || "not known"} (${n})`));
  };
  const names = new Map(statements.map((s) => [s.actor, s.name]));
  options(actor, count(statements.map((s) => s.actor)), (id) => names.get(id));
  options(issue, count(statements.flatMap((s) => [...new Set(s.codes.map((c) => c[0]))])), (id) => issues[id]);
  options(lang, count(statements.map((s) => articles[s.a].lang)));
  options(outlet, count(statements.map((s) => articles[s.a].outlet)));

  const plain = (value) => (value === "\u0000" ? "" : value);
  const haystack = (s) => (s.hay ??= [s.name, s.actor, s.text, s.cls, articles[s.a].outlet, articles[s.a].title, ...s.codes.flatMap((c) => [issues[c[0]], ...c])].join(" ").toLowerCase());
  // A statement is kept when the days on which it can have been said meet the days asked for.
  const within = (s) => {
    if (!first.value && !last.value) return true;
    if (!s.from && !s.to) return false;
    return (!last.value || !s.from || s.from <= last.value) && (!first.value || !s.to || s.to >= first.value);
  };
  const keep = (s) => {
    const article = articles[s.a];
    return (!actor.value || s.actor === plain(actor.value)) && (!issue.value || s.codes.some((c) => c[0] === plain(issue.value)))
      && (!lang.value || article.lang === plain(lang.value)) && (!outlet.value || article.outlet === plain(outlet.value))
      && within(s) && (!words.value || haystack(s).includes(words.value.toLowerCase()));
  };
  const row = (s) => {
    const article = articles[s.a];
    const open = make("button", { type: "button", dir: article.dir, lang: article.lang, "aria-label": `open the sentence: ${s.text.slice(0, 120)}` }, s.text);
    open.addEventListener("click", () => show(s));
    return make("tr", {}, make("td", { class: "day" }, s.said), make("td", { dir: "auto" }, s.name + (s.for ? ` for ${s.for}` : "")),
      make("td", { class: "wide", dir: article.dir }, open), make("td", {}, s.codes.map((c) => `${issues[c[0]]}: ${c[1]}`).join("; ")),
      make("td", {}, article.lang), make("td", { dir: "auto" }, article.outlet));
  };
  const more = () => {
    const part = found.slice(shown, shown + PAGE);
    $("rows").append(...part.map(row));
    shown += part.length;
    $("more").hidden = shown >= found.length;
    $("more").textContent = `show ${Math.min(PAGE, found.length - shown)} more of ${found.length - shown}`;
  };
  const filter = () => {
    found = statements.filter(keep);
    shown = 0;
    $("rows").replaceChildren();
    $("count").textContent = `${found.length} of ${statements.length} statements`;
    more();
  };
  for (const field of filters) field.addEventListener("input", filter);
  $("reset").addEventListener("click", () => { for (const field of filters) field.value = ""; filter(); });
  $("more").addEventListener("click", more);
  filter();

  // --- a statement in its article
  // Spans count code points; JavaScript strings count UTF-16 units.
  const marked = (text, start, spans) => {
    const letters = Array.from(text), end = start + letters.length;
    const near = spans.filter((s) => s[0] < end && s[1] > start);
    const cuts = [...new Set([start, end, ...near.flatMap((s) => [Math.max(s[0], start), Math.min(s[1], end)])])].sort((a, b) => a - b);
    const rank = { content: 0, source: 1, cue: 2 };
    return cuts.slice(0, -1).map((left, i) => {
      const words = letters.slice(left - start, cuts[i + 1] - start).join("");
      const roles = near.filter((s) => s[0] <= left && cuts[i + 1] <= s[1]).map((s) => s[2]).sort((a, b) => rank[b] - rank[a]);
      return roles.length ? make("mark", { class: "nb-" + roles[0], title: roles[0] }, words) : words;
    });
  };
  const spansOf = (s) => [...s.spans[0].map((c) => [...c, "content"]), ...(s.spans[1] ? [[...s.spans[1], "cue"]] : []), ...(s.spans[2] ? [[...s.spans[2], "source"]] : [])];
  const facts = (s) => {
    const article = articles[s.a], list = make("dl");
    const fact = (name, value, small = "") => { if (value) list.append(make("dt", {}, name), make("dd", {}, make("bdi", {}, value), small ? make("small", {}, " (", make("bdi", {}, small), ")") : "")); };
    fact("who", s.name + (s.for ? ` for ${s.for}` : "") + (s.via ? `, via ${s.via}` : ""));
    fact("said", s.said, s.why);
    for (const c of s.codes) fact(issues[c[0]], c[1], `${c[2]}, ${c[3]}, confidence ${c[4]}`);
    fact("in", article.title || article.source, `${article.outlet || "outlet not known"}, ${article.lang}, published ${article.published}, ${article.source}`);
    fact("found by", `${s.kind}, cue class ${s.cls}, ${s.rule}`, `confidence ${s.sure}`);
    return list;
  };
  const show = (s) => {
    const article = articles[s.a], spans = spansOf(s);
    const text = make("div", { class: "nb-text", dir: article.dir, lang: article.lang });
    for (const [start, kind, words] of article.blocks) text.append(make("p", { class: "nb-" + kind }, ...marked(words, start, spans)));
    $("where").textContent = s.no.length ? `Statement ${s.no.join(", ")}` : "Statement";
    $("shown").replaceChildren(facts(s), make("h3", {}, "In its article"), text);
    const box = $("box");
    if (!box.open) box.showModal();
    box.scrollTop = 0;
    const mark = text.querySelector("mark");
    if (mark) mark.scrollIntoView({ block: "center" });
    $("close").focus({ preventScroll: true });
  };
  $("close").addEventListener("click", () => $("box").close());
  $("box").addEventListener("click", (event) => { if (event.target === $("box")) $("box").close(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#statement-"]');
    const s = link && byId.get(decodeURIComponent(link.getAttribute("href").slice("#statement-".length)));
    if (s) { event.preventDefault(); show(s); }
  });
})();
