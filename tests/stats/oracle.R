# oracle.R WHAT FILE — what R says of the numbers in FILE, one number a line.
# test_full_oracle.c writes FILE and compares; each function below names what it gets.

emit <- function(x) cat(sprintf("%.17g\n", x), sep = "")

# Cuts "n, then n numbers, then n, …" into a list of vectors.
split_sets <- function(x) {
  sets <- list()
  at <- 1
  while (at <= length(x)) {
    n <- x[at]
    sets[[length(sets) + 1]] <- x[at + seq_len(n)]
    at <- at + n + 1
  }
  sets
}

# Sets: k, values …
ask_quantile <- function(x)
  for (s in split_sets(x))
    emit(quantile(s[-1], seq_len(s[1]) / s[1], type = 7, names = FALSE))

# Sets: k, values …; gives the squares within the classes.
ask_fisher <- function(x) {
  suppressMessages(library(classInt))
  for (s in split_sets(x)) {
    values <- s[-1]
    breaks <- classIntervals(values, s[1], style = "fisher")$brks
    class <- findInterval(values, breaks, all.inside = TRUE)
    emit(sum(tapply(values, class, function(v) sum((v - mean(v))^2))))
  }
}

# Counts.
ask_poisson <- function(x)
  for (count in x) emit(poisson.test(count)$conf.int)

# Pairs of count and base.
ask_wilson <- function(x)
  for (i in seq(1, length(x), 2))
    emit(suppressWarnings(prop.test(x[i], x[i + 1], correct = FALSE)$conf.int))

# Sets of values.
ask_mean <- function(x)
  for (s in split_sets(x)) emit(t.test(s)$conf.int)

# Events, base.
ask_bayes <- function(x) {
  suppressMessages(library(spdep))
  s <- split_sets(x)
  e <- EBest(s[[1]], s[[2]])
  emit(c(attr(e, "parameters")$a, attr(e, "parameters")$b, e$estmm))
}

# start, neighbour (from 0), values; gives I, expected, variance, then local I.
ask_moran <- function(x) {
  suppressMessages(library(spdep))
  s <- split_sets(x)
  n <- length(s[[1]]) - 1
  nb <- lapply(seq_len(n), function(i)
    as.integer(s[[2]][seq(s[[1]][i] + 1, s[[1]][i + 1])] + 1))
  class(nb) <- "nb"
  attr(nb, "region.id") <- as.character(seq_len(n))
  weights <- nb2listw(nb, style = "W")
  emit(moran.test(s[[3]], weights)$estimate)
  emit(localmoran(s[[3]], weights)[, 1])
}

# x, y, weights.
ask_cor <- function(x) {
  s <- split_sets(x)
  pearson <- cor.test(s[[1]], s[[2]])
  emit(c(pearson$estimate, pearson$conf.int, cor(s[[1]], s[[2]], method = "spearman"),
         cov.wt(cbind(s[[1]], s[[2]]), s[[3]] / sum(s[[3]]), cor = TRUE)$cor[1, 2]))
}

# Sets: events (5), base (5).
ask_trend <- function(x)
  for (s in split_sets(x))
    emit(suppressWarnings(prop.trend.test(s[1:5], s[6:10])$statistic))

# p.
ask_adjust <- function(x) emit(p.adjust(x, "BH"))

arguments <- commandArgs(trailingOnly = TRUE)
get(paste0("ask_", arguments[1]))(scan(arguments[2], quiet = TRUE))
