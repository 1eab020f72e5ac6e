import dynamic from "next/dynamic";

// Every page of the app carries this one as its fallback: only the address that needs it fetches what it draws.
const NotFoundPage = dynamic(async () => (await import("../features/shell/not-found-page.tsx")).NotFoundPage);

export default function NotFound() {
  return <NotFoundPage />;
}
