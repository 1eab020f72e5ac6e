export type LockHolder = {
  readonly pid: number;
  readonly identity: string | null;
  readonly [detail: string]: unknown;
};

export type ProcessLock = {
  readonly ok: true;
  /** True when an earlier holder had died without giving the lock back. */
  readonly tookOver: boolean;
  readonly release: () => void;
};

export declare function processIdentity(pid: number): string | null;
export declare function acquireProcessLock(
  path: string,
  details?: Readonly<Record<string, unknown>>,
): ProcessLock | { readonly ok: false; readonly holder: LockHolder };
export declare function readLockHolder(path: string): LockHolder | null;
export declare function isAlive(holder: LockHolder): boolean;
