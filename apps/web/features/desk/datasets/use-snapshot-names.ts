import type { SnapshotView } from "@kendali/api";
import { packageFileName, tableFileName, type TableName } from "@kendali/datasets";

import { useStudy } from "../../study/study-provider.tsx";

/** The names that the files of a snapshot have in its download, and whether its arms are merged. */
export function useSnapshotNames(snapshot: Pick<SnapshotView, "hash" | "withArm">): {
  readonly isPooled: boolean;
  readonly zip: string;
  readonly table: (name: TableName) => string;
} {
  const { kind, protocol } = useStudy();
  const isPooled = protocol.allocation !== null && !snapshot.withArm;
  const model = {
    kind,
    isMasked: isPooled,
    snapshot: { hash: snapshot.hash, withArm: snapshot.withArm },
    study: {
      key: protocol.key,
      version: protocol.version,
      title: protocol.title,
      protocolHash: "",
    },
  };
  return { isPooled, zip: packageFileName(model), table: (name) => tableFileName(model, name) };
}
