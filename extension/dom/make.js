/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {...(Node | string)} children strings become text, never markup
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** @param {string} className @param {() => void} act @param {...(Node | string)} children */
export function button(className, act, ...children) {
  const element = make('button', className, ...children);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}
