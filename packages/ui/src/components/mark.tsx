/** Kendali's mark: one line that becomes two, a single group and then a controlled trial. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <path d="M3 14h6c5 0 4-7 9-7h3M9 14c5 0 4 7 9 7h3" />
      <circle cx="24" cy="7" r="1.6" />
      <circle cx="24" cy="21" r="1.6" />
    </svg>
  );
}
