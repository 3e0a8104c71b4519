/**
 * What is read of nodes by the hundred thousand, as functions: Firefox shows a page's nodes to a content
 * script through wrappers, on which looking a property up takes longer than reading it does.
 * @template {Node} Kind @template {keyof Kind} Name
 * @param {{prototype: Kind}} interfaceOf @param {Name} name
 * @returns {(node: Kind) => Kind[Name]}
 */
function reader({ prototype }, name) {
  const { get } = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(prototype, name));
  return (node) => /** @type {() => any} */ (get).call(node);
}

export const parentOf = reader(Node, 'parentNode');
export const firstChildOf = reader(Node, 'firstChild');
export const nextSiblingOf = reader(Node, 'nextSibling');
export const isConnected = reader(Node, 'isConnected');
export const kindOf = reader(Node, 'nodeType');
export const textContentOf = /** @type {(node: Node) => string} */ (reader(Node, 'textContent'));
export const firstElementChildOf = reader(Element, 'firstElementChild');
export const localNameOf = reader(Element, 'localName');
export const dataOf = reader(CharacterData, 'data');
export const shadowRootOf = reader(Element, 'shadowRoot');
const { hasAttributes } = Element.prototype;
/** @param {Element} element @returns {boolean} */
export const isBare = (element) => !hasAttributes.call(element);
