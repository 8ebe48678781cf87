// Takes the place of a package that writes <style> elements, which the page's policy forbids. It only keeps the page behind a dialog from
// scrolling, and this page never scrolls.
export const styleSingleton = () => () => null;
export const styleHookSingleton = () => () => {};
