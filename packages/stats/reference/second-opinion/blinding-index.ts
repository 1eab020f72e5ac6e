import { runBangBlindingIndex, runJamesBlindingIndex } from "../../src/index.ts";
import type { Alternative, ArmGuesses, BangArm, BangBlindingIndexResult, Interval } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { alternatives, levels } from "./random.ts";
import type { Random } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/**
 * Both indices: by the printed call; Bang's from one score for each person, and James's with its variance as a closed
 * sum over the cells of the table, which shares nothing with the slopes that this package takes.
 */
export const blindingIndexOpinion: SecondOpinion = {
  family: "blinding-index",
  methods: ["bang_blinding_index", "james_blinding_index"],
  prelude: `scored <- function(counts, weights, z) {
    s <- rep(weights, counts); b <- mean(s); e <- sqrt(mean((s - b)^2) / length(s)); c(b, e, b - z * e, b + z * e)
  }
  james <- function(first, second) {
    n <- sum(first, second); p <- cbind(first, second) / n; u <- sum(p[3, ]); g <- p[1:2, ]; q <- 1 - u; w <- 1 - diag(2)
    r <- rowSums(g); k <- colSums(g); do <- sum(w * g) / q; de <- sum(w * outer(rowSums(p)[1:2], k)) / q^2; kd <- do / de - 1
    num <- 0
    for (i in 1:2) for (j in 1:2) num <- num + g[i, j] * q^2 * (q * w[i, j] - (1 + kd) * sum(w[, j] * r + w[i, ] * k))^2
    v <- num / (4 * (q^2 * de)^2) + u * q - q * (1 + kd) * (u + q * (1 + kd) / 4)
    c((1 + u + q * kd) / 2, v / n)
  }`,
  dataSet: (random) => {
    const [first, second] = [armOf(random), armOf(random)];
    const options = { level: random.pick(levels), alternative: random.pick(alternatives) };
    const bang = resultOf(runBangBlindingIndex({ first, second }, options));
    const james = resultOf(runJamesBlindingIndex({ first, second }, options));
    const sure = [0, 1].map(() => Array.from({ length: 5 }, () => random.integer(0, 30)));
    const [sureFirst = [], sureSecond = []] = sure;
    const somewhatWeight = random.pick([0.5, 0.25, 1, 0]);
    const five = resultOf(
      runBangBlindingIndex({ first: certain(sureFirst), second: certain(sureSecond) }, { ...options, somewhatWeight }),
    );
    if (bang === null || james === null || five === null) return null;
    const z = `qnorm(${options.alternative === "two_sided" ? (1 + options.level) / 2 : options.level})`;
    return {
      data: `treated <- ${vector(counts(first))}; control <- ${vector(counts(second))}; sure <- list(${vector(sureFirst)}, ${vector(sureSecond)})`,
      checks: [
        {
          what: "printed call of Bang's index",
          r: `c(t({ ${bang.r} }))`,
          numbers: printed(bang, options.alternative),
        },
        {
          what: "printed call with five answers",
          r: `local({ treated <- sure[[1]]; control <- sure[[2]]; c(t({ ${five.r} })) })`,
          numbers: printed(five, options.alternative),
        },
        {
          what: "one score for each person",
          r: `w <- c(1, ${somewhatWeight}, 0, -${somewhatWeight}, -1); z <- ${z}; c(scored(sure[[1]], w, z)[1:2], scored(sure[[2]], -w, z)[1:2])`,
          numbers: {
            index1: five.details.first.index,
            se1: five.details.first.standardError,
            index2: five.details.second.index,
            se2: five.details.second.standardError,
          },
        },
        {
          what: "printed call of James's index",
          r: james.r,
          numbers: {
            index: james.estimate.value,
            se: james.standardError,
            ...limitsOr(james.interval, james.estimate.value, options.alternative),
          },
        },
        ...(james.details.kappa === null
          ? []
          : [
              {
                what: "James's index as in the paper",
                r: "james(treated, control)",
                numbers: { index: james.estimate.value, variance: james.standardError ** 2 },
              },
            ]),
      ],
    };
  },
};

/** From nobody who knows to everybody, in arms of one person and of hundreds. */
function armOf(random: Random): ArmGuesses {
  const most = random.pick([1, 4, 30, 400]);
  const answers = () => (random.isLucky(0.15) ? 0 : random.integer(0, most));
  return { treated: answers(), control: answers(), unknown: answers() };
}

function counts({ treated, control, unknown }: ArmGuesses): readonly number[] {
  return [treated, control, unknown];
}

function certain([
  treatedStrongly = 0,
  treatedSomewhat = 0,
  unknown = 0,
  controlSomewhat = 0,
  controlStrongly = 0,
]: readonly number[]) {
  return { treatedStrongly, treatedSomewhat, unknown, controlSomewhat, controlStrongly };
}

type Numbers = Record<string, number | null>;

/** Both arms as R's call prints them. */
function printed({ details: { first, second } }: BangBlindingIndexResult, alternative: Alternative): Numbers {
  const arm = ({ index, standardError, interval }: BangArm, name: string): Numbers => ({
    [`index${name}`]: index,
    [`se${name}`]: standardError,
    ...limitsOr(interval, index, alternative, name),
  });
  return { ...arm(first, "1"), ...arm(second, "2") };
}

/** Without a standard error there is no interval here; R's limits are then the index itself. */
function limitsOr(interval: Interval | null, index: number, alternative: Alternative, name = ""): Numbers {
  if (interval !== null) return limits(interval, name);
  return {
    [`lower${name}`]: alternative === "less" ? null : index,
    [`upper${name}`]: alternative === "greater" ? null : index,
  };
}
