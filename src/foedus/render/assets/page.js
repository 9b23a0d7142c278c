
"use strict";
(() => {
  const root = document.documentElement;
  root.className = "js";
  addEventListener("DOMContentLoaded", () => {
    const marks = [...document.querySelectorAll("a.m[id]")];
    let shown = null;
    let from = null;

    for (const mark of marks) {
      mark.setAttribute("role", "button");
      mark.setAttribute("aria-expanded", "false");
      mark.setAttribute("aria-controls", "c" + mark.dataset.card);
    }

    const markOf = (number) => document.getElementById("m" + number);
    const spread = (number, open) => {
      markOf(number)?.setAttribute("aria-expanded", String(open));
      for (const piece of document.querySelectorAll(`a.m[data-card="${number}"]`)) piece.classList.toggle("open", open);
    };

    function close(back) {
      if (shown === null) return;
      document.getElementById("c" + shown).classList.remove("shown");
      spread(shown, false);
      const mark = markOf(shown);
      shown = null;
      root.classList.remove("reading");
      history.replaceState(null, "", location.pathname + location.search);
      if (back) (from?.isConnected && from.offsetParent ? from : mark)?.focus();
    }

    function open(number, focus) {
      const card = document.getElementById("c" + number);
      if (!card) return false;
      if (shown !== null && shown !== number) {
        document.getElementById("c" + shown).classList.remove("shown");
        spread(shown, false);
      }
      shown = number;
      root.classList.add("reading");
      card.classList.add("shown");
      card.scrollTop = card.parentElement.scrollTop = 0;
      spread(number, true);
      history.replaceState(null, "", "#c" + number);
      const mark = markOf(number);
      if (mark) bring(mark);
      if (focus) card.focus({ preventScroll: true });
      return true;
    }

    // On a narrow screen the card covers the lower part: a mark is in view in what it leaves free.
    const isWide = matchMedia("(min-width: 62rem)");
    const free = () => (isWide.matches || shown === null ? innerHeight : innerHeight * 0.28);

    function bring(mark) {
      const box = mark.getBoundingClientRect();
      if (box.top > 16 && box.bottom < free()) return;
      scrollTo({ top: scrollY + box.top - free() * 0.4, behavior: "instant" });
    }

    function step(by) {
      if (!marks.length) return;
      const active = document.activeElement;
      let at = marks.indexOf(active);
      if (at < 0 && shown !== null) at = marks.indexOf(markOf(shown));
      const next = marks[at < 0 ? (by > 0 ? 0 : marks.length - 1) : (at + by + marks.length) % marks.length];
      next.focus({ preventScroll: true });
      if (shown !== null) open(next.dataset.card, false);
      bring(next);
    }

    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#c"]');
      const number = link?.getAttribute("href").slice(2);
      if (link && document.getElementById("c" + number)) {
        event.preventDefault();
        if (link.classList.contains("m") && shown === number) return close(true);
        if (!link.closest(".card")) from = link;
        open(number, true);
      } else if (event.target.closest("[data-close]")) {
        close(true);
      } else if (event.target.closest("[data-copy]")) {
        copy(event.target.closest("[data-copy]"));
      }
    });

    document.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, pre, summary")) return;
      const onMark = event.target.classList?.contains("m");
      if (event.key === "Escape") close(true);
      else if (event.key === " " && onMark) event.target.click();
      else if (event.key === "j" || (event.key === "ArrowRight" && onMark)) step(1);
      else if (event.key === "k" || (event.key === "ArrowLeft" && onMark)) step(-1);
      else return;
      event.preventDefault();
    });

    async function copy(button) {
      const text = document.getElementById(button.dataset.copy).innerText;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = document.createElement("textarea");
        area.value = text;
        button.after(area);
        area.select();
        document.execCommand("copy");
        area.remove();
        button.focus();
      }
      const before = button.textContent;
      button.textContent = document.body.dataset.copied;
      setTimeout(() => { button.textContent = before; }, 1600);
    }

    const follow = () => {
      const number = /^#c(\d+)$/.exec(location.hash)?.[1];
      if (number) open(number, true);
    };
    addEventListener("hashchange", follow);
    requestAnimationFrame(follow);
  });
})();
