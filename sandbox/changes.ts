// What changes in a pretend system, told to whoever sends webhooks for it. Every route that writes tells of it, and so does whoever
// changes a person by hand. It holds nothing.

export interface Change {
  /** The vendor's own word for what changed, such as `contact` or `ticket`. */
  type: string;
  id: string;
  what: 'created' | 'updated' | 'deleted';
}

export interface Changes {
  tell(change: Change): void;
  /** Hears of every change from now on. */
  onChange(listener: (change: Change) => void): void;
}

/** One a pretend system. */
export function createChanges(): Changes {
  const listeners: ((change: Change) => void)[] = [];
  return {
    tell: (change) => listeners.forEach((listener) => listener(change)),
    onChange: (listener) => void listeners.push(listener),
  };
}
