// Whether threads can have memory in common. In Node they can; in a browser only on a page that is cross-origin isolated.
// Where they cannot, a run has one thread, which gets a copy of what was prepared for it and is told what to do by messages.

export const sharesMemory = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !== false;
