export type Installation = {
  readonly address: string;
  readonly setupToken: string;
  /** Of the database's owner. */
  readonly databaseUrl: string;
  readonly keysDirectory: string;
  readonly dataDirectory: string;
  readonly webs: readonly { readonly address: string; readonly pid: () => number }[];
  readonly webPid: () => number;
  readonly databasePid: () => number;
  readonly close: (options?: { readonly keepData?: boolean }) => Promise<void>;
};

export declare function openInstallation(
  log: (message: string) => void,
  options?: { readonly webs?: number; readonly mortal?: boolean },
): Promise<Installation>;
