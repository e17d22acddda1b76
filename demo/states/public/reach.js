/** Does what a person would do to get to the state, then says on `<html data-state>` that it is reached. */
const main = document.querySelector('main');
const { base, steps, shows, width } = JSON.parse(main.dataset.plan);
const element = document.querySelector('alumni-slots, mentor-calendar');
if (width) element.style.width = `${width}px`;

const patience = 25_000;

/** Resolves to what the selector finds once it is seen. */
async function seen(selector) {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    const found = element.shadowRoot?.querySelector(selector);
    if (found?.getClientRects().length) return found;
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  throw new Error(`Not seen: ${selector}`);
}

/** Two frames: whatever was asked for by then has been drawn. */
function drawn() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function act(step) {
  if (step.press) {
    const control = await seen(step.press);
    control.focus();
    control.click();
  } else if (step.see) {
    await seen(step.see);
  } else if (step.fill) {
    const field = await seen(step.fill);
    field.value = step.with;
    for (const type of ['input', 'change'])
      field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  } else if (step.choose) {
    const field = await seen(step.choose);
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(step.bytes)], step.file, { type: step.type }));
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  } else if (step.key) {
    const target = await seen(step.on);
    if (!target.matches(':focus')) target.focus();
    target.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: step.key,
        shiftKey: Boolean(step.shift),
        bubbles: true,
        composed: true,
      }),
    );
  } else if (step.service) {
    await fetch(`${base}/becomes/${step.service}`, { method: 'POST' });
  } else if (step.meanwhile) {
    const { ok, status } = await fetch(`${base}/meanwhile`, { method: 'POST' });
    if (!ok) throw new Error(`Others could not do it: ${status}`);
  } else if (step.sleep) {
    globalThis.sleep(step.sleep);
  }
  await drawn();
}

try {
  if (steps.length) await seen('[part=base]:not([aria-busy=true])');
  for (const step of steps) await act(step);
  for (const selector of shows) await seen(selector);
  await drawn();
  document.documentElement.dataset.state = 'reached';
} catch (error) {
  document.documentElement.dataset.state = error.message;
}
