/** The part of jStat that this package uses; its own types are not published. */
declare module "jstat" {
  type Distribution2 = {
    cdf(x: number, a: number, b: number): number;
    inv(p: number, a: number, b: number): number;
  };
  const jStat: { readonly normal: Distribution2; readonly gamma: Distribution2 };
  export default jStat;
}
