// What a plain text field cannot do by itself: a row of tools for Markdown, and a draft that is kept in this browser
// until it is sent. Without this file the form works as it stands.

const DAYS = 14;
const PREFIX = "draft:";

forgetWhatArrived();
for (const composer of document.querySelectorAll(".composer")) {
  const field = composer.querySelector("textarea");
  addTools(composer, field);
  keepDraft(composer, field);
}

function addTools(composer, field) {
  const made = composer.querySelector("template.composer-tools");
  if (!made) return;
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.setAttribute("role", "toolbar");
  tools.setAttribute("aria-label", composer.dataset.tools);
  tools.setAttribute("aria-controls", field.id);
  tools.append(made.content.cloneNode(true));
  const buttons = [...tools.querySelectorAll("button")];
  // One stop for the Tab key; arrows lead from tool to tool.
  buttons.forEach((button, place) => (button.tabIndex = place ? -1 : 0));
  tools.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!steps) return;
    event.preventDefault();
    const turned = getComputedStyle(tools).direction === "rtl" ? -steps : steps;
    const here = buttons.indexOf(document.activeElement);
    const next = buttons[(here + turned + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  });
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) use(button.dataset, field);
  });
  field.before(tools);
}

function use({ around, line, link }, field) {
  const from = field.selectionStart;
  const chosen = field.value.slice(from, field.selectionEnd);
  if (around) replace(field, around + chosen + around, from + around.length, chosen.length);
  if (link) replace(field, `[${chosen}](${link})`, chosen ? from + chosen.length + 3 : from + 1, chosen ? link.length : 0);
  if (line) {
    field.selectionStart = field.value.lastIndexOf("\n", from - 1) + 1;
    const lines = field.value.slice(field.selectionStart, field.selectionEnd);
    const marked = lines.split("\n").map((one) => line + one).join("\n");
    replace(field, marked, field.selectionStart + marked.length, 0);
  }
}

function replace(field, text, from, length) {
  field.focus();
  // The browser's own way keeps "undo"; where it is gone, the text is still set.
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(from, from + length);
}

function keepDraft(composer, field) {
  const kept = composer.querySelector(".composer-kept");
  const key = PREFIX + composer.dataset.draft;
  const draft = read(key);
  if (draft && !field.value.trim()) {
    field.value = draft.text;
    say(true);
  }
  let waiting;
  field.addEventListener("input", () => {
    say(false);
    clearTimeout(waiting);
    waiting = setTimeout(() => say(keep(false)), 600);
  });
  field.form.addEventListener("submit", () => {
    clearTimeout(waiting);
    keep(true);
  });

  function keep(sent) {
    return write(key, field.value.trim() ? { text: field.value, at: Date.now(), sent } : null);
  }

  function say(is) {
    kept.textContent = is && field.value.trim() ? composer.dataset.kept : "";
  }
}

// A text that was sent stays kept until a page says that it arrived: the way there may have failed.
function forgetWhatArrived() {
  if (!document.querySelector(".notice-good")) return;
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && read(key)?.sent) write(key, null);
    }
  } catch {
    // this browser keeps nothing
  }
}

function read(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    if (found && Date.now() - found.at < DAYS * 86_400_000) return found;
  } catch {
    // this browser keeps nothing, or something that is no draft
  }
  write(key, null);
  return null;
}

function write(key, draft) {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}
