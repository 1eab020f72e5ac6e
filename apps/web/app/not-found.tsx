import { NotFoundLater } from "../features/shell/not-found-later.tsx";

export default function NotFound() {
  return <NotFoundLater />;
}
