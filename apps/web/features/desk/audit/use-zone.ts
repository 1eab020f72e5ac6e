import { useStudy } from "../../study/study-provider.tsx";

/** The time zone in which an event of a site is told; events of the whole study are told in the first site's. */
export function useZone(): (site: string | null) => string {
  const { protocol } = useStudy();
  return (site) => (protocol.sites.find((each) => each.key === site) ?? protocol.sites[0])?.timeZone ?? "UTC";
}
