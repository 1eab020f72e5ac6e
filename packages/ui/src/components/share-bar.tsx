export type ShareBarProps = {
  readonly total: number;
  readonly done: number;
  readonly missed: number;
  readonly due: number;
  /** The same in words. */
  readonly label: string;
};

/** Done, missed and due among all, as one bar: filled, striped, tinted. */
export function ShareBar({ total, done, missed, due, label }: ShareBarProps) {
  const width = (count: number) => `${total === 0 ? 0 : (count / total) * 100}%`;
  return (
    <span className="bars" role="img" aria-label={label}>
      <i className="a" style={{ width: width(done) }} />
      <i className="m" style={{ width: width(missed) }} />
      <i className="d" style={{ width: width(due) }} />
    </span>
  );
}

/** What the bar's textures mean, in the order of the bar. */
export function ShareKey({
  done,
  missed,
  due,
  later,
}: {
  readonly done: string;
  readonly missed: string;
  readonly due: string;
  readonly later: string;
}) {
  return (
    <p className="key">
      {(
        [
          ["a", done],
          ["m", missed],
          ["d", due],
          ["", later],
        ] as const
      ).map(([look, words]) => (
        <span key={words}>
          <span className="bars">{look !== "" && <i className={look} />}</span>
          {words}
        </span>
      ))}
    </p>
  );
}
