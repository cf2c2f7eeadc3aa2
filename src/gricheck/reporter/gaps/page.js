"use strict";
/* Search, filters, sorting and rows that open. Without it the page shows everything at once. */
(() => {
  const by = (id) => document.getElementById(id);
  const table = by("table");
  const controls = by("controls");
  const severities = Array.from(by("severity").options, (option) => option.value);
  const lines = Array.from(table.tBodies, (body, place) => {
    const found = Array.from(body.rows[0].querySelectorAll(".severity"), (label) => label.classList[1]);
    return {
      body,
      place,
      text: body.textContent.toLowerCase(),
      title: body.rows[0].cells[1].textContent.toLowerCase(),
      standard: body.querySelector(".standard").textContent,
      severities: found,
      worst: Math.min(severities.length, ...found.map((severity) => severities.indexOf(severity))),
    };
  });
  const statuses = Array.from(controls.elements.status.length === undefined ? [controls.elements.status] : controls.elements.status);
  const order = new Map(statuses.map((box, place) => [box.value, place]));
  const keys = {
    place: (line) => line.place,
    title: (line) => line.title,
    status: (line) => order.get(line.body.dataset.status),
    worst: (line) => line.worst,
  };
  let sorted = { key: "place", up: true };

  document.documentElement.classList.add("js");
  controls.hidden = false;

  // On a phone the table is laid out as cards, which would cost it its meaning.
  const give = (selector, role) => table.querySelectorAll(selector).forEach((part) => part.setAttribute("role", role));
  table.setAttribute("role", "table");
  give("thead, tbody", "rowgroup");
  give("tr", "row");
  give("td", "cell");
  give("thead th", "columnheader");
  give("tbody th", "rowheader");

  const open = (line, wanted) => {
    line.body.classList.toggle("is-open", wanted);
    line.button.setAttribute("aria-expanded", String(wanted));
  };
  const visible = () => lines.filter((line) => !line.body.classList.contains("is-out"));

  for (const line of lines) {
    const code = line.body.querySelector(".open");
    line.button = document.createElement("button");
    line.button.type = "button";
    line.button.textContent = code.textContent;
    const detail = line.body.rows[1];
    detail.id = `${line.body.id}-detail`;
    line.button.setAttribute("aria-controls", detail.id);
    line.button.setAttribute("aria-expanded", "false");
    line.button.addEventListener("click", () => open(line, !line.body.classList.contains("is-open")));
    line.button.addEventListener("keydown", (event) => move(event, line));
    code.replaceWith(line.button);
  }

  function move(event, line) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") open(line, false);
    if (step === undefined) return;
    const shown = current().filter((other) => !other.body.classList.contains("is-out"));
    const next = shown[shown.indexOf(line) + step];
    if (next) {
      event.preventDefault();
      next.button.focus();
    }
  }

  function current() {
    const { key, up } = sorted;
    const value = keys[key];
    const compare = (a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0);
    return [...lines].sort((a, b) => (up ? compare(a, b) : compare(b, a)) || a.place - b.place);
  }

  function sort(key, up) {
    sorted = { key, up };
    const held = document.activeElement;
    table.append(...current().map((line) => line.body));
    held.focus({ preventScroll: true }); // what is moved loses it
    by("sort").value = key;
    for (const head of table.tHead.querySelectorAll("[data-sort]")) {
      if (head.dataset.sort === key) head.setAttribute("aria-sort", up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
  }

  function fits(line, words, standard, severity, wanted) {
    if (!wanted.has(line.body.dataset.status) || (standard && line.standard !== standard)) return false;
    if (severity === "some" && !line.severities.length) return false;
    if (severity === "none" && line.severities.length) return false;
    if (severity && severity !== "some" && severity !== "none" && !line.severities.includes(severity)) return false;
    return words.every((word) => line.text.includes(word));
  }

  function filter() {
    const words = by("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(statuses.filter((box) => box.checked).map((box) => box.value));
    for (const line of lines) {
      const shown = fits(line, words, by("standard").value, by("severity").value, wanted);
      line.body.classList.toggle("is-out", !shown);
    }
    const number = visible().length;
    by("shown").textContent = `${number} of ${lines.length} shown`;
    by("nothing").hidden = number > 0;
  }

  function reach() {
    const line = lines.find((one) => `#${one.body.id}` === location.hash);
    if (!line) return;
    if (line.body.classList.contains("is-out")) {
      controls.reset();
      filter();
    }
    open(line, true);
    line.button.focus({ preventScroll: true });
    line.body.scrollIntoView({ block: "center" });
  }

  for (const picture of document.querySelectorAll(".pages .picture")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "enlarge";
    button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-label", `Enlarge ${picture.getAttribute("aria-label")}`);
    picture.replaceWith(button);
    button.append(picture);
    button.addEventListener("click", () => {
      const large = button.closest("figure").classList.toggle("large");
      button.setAttribute("aria-pressed", String(large));
    });
  }
  for (const head of table.tHead.querySelectorAll("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head.dataset.sort, sorted.key !== head.dataset.sort || !sorted.up));
    head.append(button);
  }
  by("sort").addEventListener("change", () => sort(by("sort").value, true));
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("input", (event) => event.target !== by("sort") && filter());
  controls.addEventListener("reset", () => setTimeout(() => { sort("place", true); filter(); }));
  by("open-all").addEventListener("click", () => visible().forEach((line) => open(line, true)));
  by("close-all").addEventListener("click", () => lines.forEach((line) => open(line, false)));
  document.querySelectorAll(".map a").forEach((cell) => cell.addEventListener("click", () => setTimeout(reach)));
  addEventListener("hashchange", reach);
  sort("place", true);
  filter();
  reach();
})();
