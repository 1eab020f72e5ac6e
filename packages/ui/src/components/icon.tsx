export type IconProps = {
  /** One of the paths of `@kendali/ui/icons`. */
  readonly path: string;
  readonly className?: string | undefined;
};

/** A symbol beside its word. It is never the only carrier of a meaning, so it is hidden from screen readers. */
export function Icon({ path, className }: IconProps) {
  return (
    <svg
      className={className === undefined ? "i" : `i ${className}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  );
}
