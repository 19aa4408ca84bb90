"use strict";
(() => {
  const root = document.documentElement, $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  root.dataset.script = "";
  const stored = (name, value) => {
    // A page that was opened from a file may have no storage.
    try { return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value); } catch { return null; }
  };
  const speak = (language) => { root.dataset.ui = language; root.lang = language === "zh" ? "zh-CN" : "en"; stored("zfbg-ui", language); };
  speak(stored("zfbg-ui") || (/^zh/i.test(navigator.language) ? "zh" : "en"));
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  if (stored("zfbg-theme")) root.dataset.theme = stored("zfbg-theme");
  const on = (id, event, act) => $(id) && $(id).addEventListener(event, act);
  on("language", "click", () => speak(root.dataset.ui === "zh" ? "en" : "zh"));
  on("theme", "click", () => { root.dataset.theme = dark() ? "light" : "dark"; stored("zfbg-theme", root.dataset.theme); });
  on("mended", "click", (event) => {
    const read = root.dataset.text !== "read";
    root.dataset.text = read ? "read" : "found";
    event.currentTarget.setAttribute("aria-pressed", read);
  });
  on("fold", "click", () => {
    const folds = all("nav details"), open = folds.some((fold) => fold.open);
    folds.forEach((fold) => { fold.open = !open; });
  });

  const smooth = { block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" };
  let current = 0;
  const flash = (elements) => elements.forEach((element) => {
    element.classList.remove("flash"); void element.offsetWidth; element.classList.add("flash");
  });
  const light = (number) => {
    all("tr.on").forEach((row) => row.classList.remove("on"));
    const row = $("r" + number);
    if (row) row.classList.add("on");
    current = number;
  };
  const toText = (number) => {
    const mark = $("f" + number);
    if (!mark) return;
    light(number);
    mark.scrollIntoView(smooth); mark.focus({ preventScroll: true });
    flash(all(`mark[data-fact="${number}"]`));
    history.replaceState(null, "", "#f" + number);
  };
  const toRow = (number) => {
    const row = $("r" + number);
    if (!row) return;
    if (row.hidden) clear();
    light(number);
    row.scrollIntoView(smooth); row.querySelector("a").focus({ preventScroll: true });
    history.replaceState(null, "", "#r" + number);
  };
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-fact]"), link = event.target.closest("a[href^='#']");
    if (mark && !getSelection().toString()) return toRow(+mark.dataset.fact);
    if (!link) return;
    const [, kind, number] = link.getAttribute("href").match(/^#([a-z]+)(\d*)$/) || [];
    if (kind === "f") { event.preventDefault(); toText(+number); }
    else if (number && $(kind + number)) {
      event.preventDefault();
      const at = $(kind + number);
      at.scrollIntoView(smooth);
      flash([at.classList.contains("anchor") ? at.nextElementSibling || at : at]);
      history.replaceState(null, "", "#" + kind + number);
    }
  });

  const filter = $("filter"), measure = $("measure"), status = $("status"), rows = all("table.facts tbody tr");
  const show = () => {
    const words = filter.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      row.hidden = !((measure.value === "*" || row.dataset.measure === measure.value)
        && (status.value === "*" || row.dataset.status === status.value)
        && (!words || row.textContent.toLowerCase().includes(words)));
      count += !row.hidden;
    }
    $("shown").textContent = count;
  };
  const clear = () => { filter.value = ""; measure.value = status.value = "*"; show(); };
  if (filter) { filter.addEventListener("input", show); measure.addEventListener("change", show); status.addEventListener("change", show); }

  const key = (row, index) => { const cell = row.cells[index]; return cell.dataset.key ?? cell.textContent; };
  all("th button[data-sort]").forEach((button) => button.addEventListener("click", () => {
    const head = button.closest("th"), index = head.cellIndex, up = head.getAttribute("aria-sort") !== "ascending";
    all("th", head.parentNode).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const sign = up ? 1 : -1, collator = new Intl.Collator("zh", { numeric: true });
    const body = head.closest("table").tBodies[0];
    [...body.rows].sort((one, other) => {
      const a = key(one, index), b = key(other, index), x = parseFloat(a), y = parseFloat(b);
      if (index < 3 && index !== 1) return (isNaN(x) - isNaN(y)) || sign * (x - y);
      return sign * collator.compare(a, b);
    }).forEach((row) => body.append(row));
  }));

  const cell = (words) => {
    // No spreadsheet is to take a cell for a formula.
    const inert = /^[=+\-@\t\r]/.test(words) && !/^-?[\d.]+$/.test(words) ? "'" + words : words;
    return /[",\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
  };
  const shownText = (element) => element.innerText.replace(/\s+/g, " ").trim();
  on("copy", "click", async () => {
    const lines = [all("table.facts thead th").map(shownText), ...all("table.facts tbody tr:not([hidden])").map((row) => [...row.cells].map(shownText))];
    const csv = lines.map((line) => line.map(cell).join(",")).join("\n") + "\n";
    try { await navigator.clipboard.writeText(csv); } catch {
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = csv; area.select(); document.execCommand("copy"); area.remove();
    }
    $("copied").hidden = false;
    setTimeout(() => { $("copied").hidden = true; }, 2000);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape" && typing) { clear(); event.target.blur(); return; }
    if (typing) return;
    const mark = event.target.closest("mark[data-fact]");
    if (event.key === "Enter" && mark) { event.preventDefault(); toRow(+mark.dataset.fact); }
    else if (event.key === "n" || event.key === "p") {
      const last = rows.length, step = event.key === "n" ? 1 : -1;
      if (last) toText(((current - 1 + step + (current ? 0 : step < 0 ? 1 : 0)) % last + last) % last + 1);
    } else if (event.key === "/" && filter) { event.preventDefault(); filter.focus(); }
    else if (event.key === "o" && $("outline")) { const link = $("outline").querySelector("a"); if (link) link.focus(); }
  });

  const arrive = () => {
    const [, kind, number] = location.hash.match(/^#([fr])(\d+)$/) || [];
    if (kind === "f") toText(+number); else if (kind === "r") toRow(+number);
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
