type Listener = () => void;

let isSignedOut = false;
const listeners = new Set<Listener>();

/**
 * Whether the server has said that nobody is signed in. One place, so that any failed call can ask for the sign-in
 * sheet over the page it happened on, and nothing typed there is lost.
 */
export const signedOut = {
  get: (): boolean => isSignedOut,
  set: (next: boolean): void => {
    if (next === isSignedOut) return;
    isSignedOut = next;
    for (const listener of listeners) listener();
  },
  subscribe: (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
