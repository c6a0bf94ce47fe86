"use strict";
(() => {
  const form = document.getElementById("filters");
  const fields = form.elements;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // A year is markup in a text until it is needed, so that a long page is there at once.
  const EVENT = /<article id="([^"]*)" data-kind="([^"]*)" data-who="([^"]*)" data-years="(\S+) (\S+)">/;
  const events = [];
  const years = [...document.querySelectorAll("main > section:not(#sources)")].map((node) => {
    const late = node.querySelector("noscript");
    const year = {node, late, events: []};
    for (const text of late.textContent.split("</article>").slice(0, -1)) {
      const [, id, kind, who, first, last] = EVENT.exec(text);
      const event = {id, kind, who: who.split(" "), first: Number(first), last: Number(last), text};
      events.push({...event, year, words: null, found: true});
      year.events.push(events.at(-1));
    }
    node.style.minHeight = `${14 * year.events.length}rem`;
    return year;
  });
  const SIGNS = {"&lt;": "<", "&gt;": ">", "&amp;": "&"};
  const words = (event) => {
    const plain = event.text.replace(/<[^>]*>/g, " ").replace(/&\w+;/g, (sign) => SIGNS[sign]);
    return event.words ??= fold(plain);
  };
  const unfold = (year) => {
    if (!year.late) return;
    year.late.outerHTML = year.late.textContent;
    year.late = null;
    year.node.style.minHeight = "";
    for (const event of year.events) {
      event.node = document.getElementById(event.id);
      event.node.hidden = !event.found;
      near.observe(event.node);
    }
  };

  const matches = (event, asked) => {
    if (asked.kind && event.kind !== asked.kind) return false;
    if (asked.who && !event.who.includes(asked.who)) return false;
    if (asked.from && event.last < Number(asked.from)) return false;
    if (asked.to && event.first > Number(asked.to)) return false;
    return asked.words.every((word) => words(event).includes(word));
  };

  const show = () => {
    const value = (name) => fields[name].value.trim();
    const asked = {kind: value("kind"), who: value("who"), from: value("from"), to: value("to")};
    asked.words = fold(value("q")).split(/\s+/).filter(Boolean);
    let number = 0;
    for (const {node, late, events} of years) {
      let here = 0;
      for (const event of events) {
        event.found = matches(event, asked);
        if (event.node) event.node.hidden = !event.found;
        here += event.found;
      }
      node.hidden = !here;
      if (late) node.style.minHeight = `${14 * here}rem`;
      number += here;
    }
    fields.found.value = form.dataset.found.replace("{}", number).replace("{}", events.length);
  };

  const filled = new Set();
  let styles = {};
  const fill = (node) => {
    const words = styles[fields.style.value]?.[node.dataset.id ?? node.id];
    let text = node.querySelector(":scope > .cite");
    if (!words && !text) return;
    if (!text) {
      text = node.appendChild(document.createElement("p"));
      text.className = "cite";
    }
    filled.add(node);
    text.hidden = !words;
    text.textContent = `${words ?? ""} `;
    const button = text.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "copy";
    button.textContent = form.dataset.copy;
    button.addEventListener("click", () => copied(button, words));
  };
  const styled = () => filled.forEach(fill);

  const NAMES = ["q", "kind", "who", "from", "to", "style"];
  const remember = () => {
    const asked = new URLSearchParams();
    for (const name of NAMES) {
      const first = name === "style" ? fields.style.options[0]?.value : "";
      if (fields[name].value !== first) asked.set(name, fields[name].value);
    }
    history.replaceState(null, "", asked.size ? `#?${asked}` : location.pathname + location.search);
  };

  // What is unfolded on the way moves what stands below it, so the place is sought again.
  const arrive = (there, frames = 3) => {
    there.scrollIntoView();
    if (frames) requestAnimationFrame(() => setTimeout(() => arrive(there, frames - 1)));
  };

  const recall = () => {
    if (location.hash.startsWith("#?")) {
      const asked = new URLSearchParams(location.hash.slice(2));
      for (const name of NAMES) if (asked.has(name)) fields[name].value = asked.get(name);
    } else if (location.hash.length > 1) {
      const name = decodeURIComponent(location.hash.slice(1));
      const year = years.find(({late}) => late?.textContent.includes(` id="${name}"`));
      if (year) unfold(year);
      const there = document.getElementById(name);
      if (there?.closest("[hidden]")) {
        form.reset();
        show();
      }
      if (there) arrive(there);
    }
    show();
    styled();
  };

  const copied = async (button, text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = form.dataset.copied;
    setTimeout(() => { button.textContent = form.dataset.copy; }, 1500);
  };

  // What comes near is unfolded; a citation is put beside it, since there are many.
  const near = new IntersectionObserver((seen) => {
    for (const {isIntersecting, target} of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const year = years.find(({node}) => node === target);
      if (year) unfold(year);
      else [target, ...target.querySelectorAll(".said")].forEach(fill);
    }
  }, {rootMargin: "600px"});

  const unpack = async () => {
    const packed = atob(document.getElementById("citations").textContent);
    const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    styles = JSON.parse(await new Response(stream).text());
    const first = styles[fields.style.options[0].value];
    for (const {dataset, firstElementChild} of document.querySelectorAll(".works > li")) {
      first[dataset.id] = firstElementChild.textContent;
    }
    for (const node of document.querySelectorAll("main > section, article, .works > li")) {
      near.unobserve(node);
      near.observe(node);
    }
  };

  // At leisure all is unfolded, for the browser's own search too, and made ready to be searched.
  const leisure = async () => {
    const pause = (go) => (window.requestIdleCallback ?? setTimeout)(go);
    const picture = document.querySelector("figure > noscript");
    picture.outerHTML = picture.textContent;
    for (const year of years) {
      await new Promise(pause);
      unfold(year);
      year.events.forEach(words);
    }
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { show(); styled(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { show(); styled(); remember(); }));
  window.addEventListener("hashchange", recall);
  window.addEventListener("beforeprint", () => {
    years.forEach(unfold);
    for (const one of document.querySelectorAll("details")) one.open = true;
    document.querySelectorAll("article, .said, .works > li").forEach(fill);
  });
  recall();
  Promise.all([unpack(), leisure()]).then(() => { document.documentElement.dataset.ready = "yes"; });
})();
