"use strict";
(() => {
  const form = document.getElementById("filters");
  const fields = form.elements;
  const sections = [...document.querySelectorAll("main > section")].filter((s) => s.id !== "sources");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const events = [...document.querySelectorAll("article")].map((node) => {
    const [first, last] = node.dataset.years.split(" ").map(Number);
    return {node, first, last, kind: node.dataset.kind, who: node.dataset.who.split(" "), words: null};
  });

  const found = (event, asked) => {
    if (asked.kind && event.kind !== asked.kind) return false;
    if (asked.who && !event.who.includes(asked.who)) return false;
    if (asked.from && event.last < Number(asked.from)) return false;
    if (asked.to && event.first > Number(asked.to)) return false;
    if (!asked.words.length) return true;
    event.words ??= fold(event.node.textContent);
    return asked.words.every((word) => event.words.includes(word));
  };

  const show = () => {
    const value = (name) => fields[name].value.trim();
    const words = fold(value("q")).split(/\s+/).filter(Boolean);
    const asked = {kind: value("kind"), who: value("who"), from: value("from"), to: value("to"), words};
    let number = 0;
    for (const event of events) {
      event.node.hidden = !found(event, asked);
      number += !event.node.hidden;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector("article:not([hidden])");
    }
    fields.found.value = `${number} of ${events.length} events`;
  };

  const cited = [...document.querySelectorAll("article, .said, .works > li")];
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
    button.textContent = "Copy";
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

  const recall = () => {
    if (location.hash.startsWith("#?")) {
      const asked = new URLSearchParams(location.hash.slice(2));
      for (const name of NAMES) if (asked.has(name)) fields[name].value = asked.get(name);
    } else if (location.hash.length > 1) {
      const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (there?.closest("[hidden]")) {
        form.reset();
        show();
      }
      there?.scrollIntoView();
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
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  };

  // A citation is put beside its event when that comes near, since there are many.
  const near = new IntersectionObserver((seen) => {
    for (const {isIntersecting, target} of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      fill(target);
      target.querySelectorAll(".said").forEach(fill);
    }
  }, {rootMargin: "600px"});

  const unpack = async () => {
    const packed = atob(document.getElementById("citations").textContent);
    const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    styles = JSON.parse(await new Response(stream).text());
    for (const node of document.querySelectorAll("article, .works > li")) near.observe(node);
    document.documentElement.dataset.ready = "yes";
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { show(); styled(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { show(); styled(); remember(); }));
  window.addEventListener("hashchange", recall);
  window.addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details")) one.open = true;
    cited.forEach(fill);
  });
  recall();
  unpack();
})();
