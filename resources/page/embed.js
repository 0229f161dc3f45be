// How our services are, on any page: <script src="https://…/embed.js" async></script>
// data-show: "banner" (only while something is wrong), "always", or "dot". data-in: a selector of
// where to put it; left out, the banner stands first on the page and the dot where the script does.
// It asks the status page alone, keeps nothing, and tells nobody who looks.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || !window.fetch || !Element.prototype.attachShadow) return;
  const page = new URL(".", script.src).href;
  const show = script.dataset.show || "banner";
  const every = 60000;
  const look = `
    :host { all: initial; color-scheme: light dark; display: block; }
    :host([data-dot]) { display: inline-block; }
    :host([hidden]) { display: none; }
    a { display: flex; align-items: center; gap: .5em; color: #14202e; text-decoration: none;
        font: 600 15px/1.4 system-ui, sans-serif; }
    a:hover, a:focus-visible { text-decoration: underline; }
    a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
    i { flex: none; width: .75em; height: .75em; border-radius: 50%; background: #6b7685;
        box-shadow: 0 0 0 1px #0003; }
    .banner { padding: .75em 1em; background: #eef1f5; border-block-end: 2px solid #6b7685; }
    .none i { background: #13855c; } .minor i { background: #a87408; }
    .major i { background: #c4570e; } .critical i { background: #c62b2b; }
    .maintenance i { background: #3461c1; }
    .minor.banner { background: #fdf3dc; border-color: #a87408; }
    .major.banner { background: #fde6d5; border-color: #c4570e; }
    .critical.banner { background: #fbe1e1; border-color: #c62b2b; }
    .maintenance.banner { background: #e3ebfa; border-color: #3461c1; }
    @media (prefers-color-scheme: dark) {
      a { color: #e6edf3; } i { box-shadow: 0 0 0 1px #fff3; }
      .banner { background: #1c232d; } .minor.banner { background: #33290f; }
      .major.banner { background: #3a2413; } .critical.banner { background: #3d1a1c; }
      .maintenance.banner { background: #16264a; }
    }
    @media (forced-colors: active) { i { forced-color-adjust: none; } }
  `;
  const host = document.createElement("div");
  const inside = host.attachShadow({ mode: "open" });
  if (inside.adoptedStyleSheets !== undefined && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    inside.adoptedStyleSheets = [sheet];
  } else {
    inside.append(Object.assign(document.createElement("style"), { textContent: look }));
  }
  const link = document.createElement("a");
  link.href = page;
  const words = document.createElement("span");
  link.append(document.createElement("i"), words);
  // Whoever hears the page is told when it changes.
  const spoken = document.createElement("div");
  spoken.setAttribute("role", "status");
  spoken.append(link);
  inside.append(spoken);
  if (show === "dot") host.setAttribute("data-dot", "");
  host.hidden = true;

  const known = ["none", "minor", "major", "critical", "maintenance"];
  const say = (indicator, text) => {
    link.className = (show === "dot" ? "" : "banner ") + indicator;
    // Said only where it is new: readers of screens hear it once.
    if (words.textContent !== text) words.textContent = text;
    host.hidden = show === "banner" && (indicator === "none" || indicator === "unknown");
  };
  const ask = async () => {
    try {
      const answer = await fetch(page + "api/v2/status.json", { credentials: "omit" });
      if (!answer.ok) throw new Error(answer.statusText);
      const { status } = await answer.json();
      const indicator = known.includes(status.indicator) ? status.indicator : "unknown";
      say(indicator, String(status.description));
    } catch {
      // What cannot be asked is not called good.
      say("unknown", "Status unknown");
    }
  };
  const place = () => {
    const chosen = script.dataset.in && document.querySelector(script.dataset.in);
    if (chosen) chosen.append(host);
    else if (show === "dot") script.after(host);
    else document.body.prepend(host);
    ask();
    setInterval(() => { if (!document.hidden) ask(); }, every);
  };
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
