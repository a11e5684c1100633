// Live parts: when the server says that something changed, the page is fetched again and its live parts are replaced.
// The server draws everything, so nothing here knows what a batch is.
(() => {
  const path = document.body.dataset.events;
  let busy = false, again = false;

  async function refresh() {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (answer.ok && !answer.redirected) replace(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } finally {
      busy = false;
      if (again) { again = false; setTimeout(refresh, 250); }
    }
  }

  function replace(page) {
    for (const part of document.querySelectorAll('[data-live]')) {
      const fresh = page.getElementById(part.id);
      if (!fresh || fresh.isEqualNode(part)) continue;
      const held = part.contains(document.activeElement) ? selector(document.activeElement) : null;
      part.replaceWith(document.importNode(fresh, true));
      if (held) document.querySelector(held)?.focus({ preventScroll: true });
    }
  }

  // Whoever uses the keyboard stays where they were.
  function selector(element) {
    if (element.id) return `#${CSS.escape(element.id)}`;
    const label = element.getAttribute('aria-label'), href = element.getAttribute('href');
    return label ? `[aria-label="${CSS.escape(label)}"]` : href ? `a[href="${CSS.escape(href)}"]` : null;
  }

  if (path) {
    const source = new EventSource(path);
    source.addEventListener('progress', refresh);
    source.addEventListener('ended', () => { source.close(); refresh(); });
  }

  // j, k, a, e and ?: what carries the key is clicked, as long as nothing is being typed.
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) return;
    document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  });

  // What is typed into a job is checked as its button "Check" does it; of that page only the problems are taken.
  const editor = document.querySelector('form[data-check]');
  let soon, asking;

  async function check() {
    asking?.abort();
    asking = new AbortController();
    const said = new FormData(editor);
    said.set('then', 'check');
    try {
      const answer = await fetch(editor.action, { method: 'POST', body: said, signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const problems = page.getElementById('problems');
      if (answer.ok && problems) document.getElementById('problems').replaceChildren(...problems.childNodes);
    } catch (ended) {
      if (ended.name !== 'AbortError') throw ended;
    }
  }

  editor?.addEventListener('input', () => { clearTimeout(soon); soon = setTimeout(check, 400); });

  // A problem leads to its line.
  editor?.addEventListener('click', event => {
    const line = event.target.dataset?.line, text = line && editor.querySelector(event.target.hash);
    if (!text) return;
    event.preventDefault();
    text.closest('details')?.setAttribute('open', '');
    const lines = text.value.split('\n'), from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(from, from + (lines[line - 1] ?? '').length);
    text.scrollTop = (line - 4) * parseFloat(getComputedStyle(text).lineHeight);
  });
})();
