/**
 * The R half of a replication kit: base R alone, written from LIST-FORMAT.md. `specificationInR` is
 * put in place of the marker. R has no unsigned 32-bit integers, so words are doubles (exact up to
 * 2^53) whose halves of 16 bits go through the bitwise functions.
 */
export const SPECIFICATION_MARKER = '##SPECIFICATION##';

export const R_SCRIPT = String.raw`# Makes the randomization list of this kit again and compares it. Base R only.
#
#   Rscript replicate.R SEED            prints the list as CSV
#   Rscript replicate.R SEED LIST.csv   compares the list with LIST.csv
#
# SEED has 64 hexadecimal digits. Exit status: 0 the lists agree, 1 they differ, 2 wrong use.

##SPECIFICATION##

# ---- 32-bit words as doubles ------------------------------------------------------------------
two32 <- 4294967296
halves <- function(f, a, b) f(a %/% 65536, b %/% 65536) * 65536 + f(a %% 65536, b %% 65536)
xor32 <- function(a, b) halves(bitwXor, a, b)
and32 <- function(a, b) halves(bitwAnd, a, b)
add32 <- function(a, b) (a + b) %% two32
rotr <- function(a, n) a %/% 2^n + (a %% 2^n) * 2^(32 - n)
rotl <- function(a, n) rotr(a, 32 - n)
bytes_of_hex <- function(hex) {
  if (nchar(hex) == 0) return(numeric(0))
  strtoi(substring(hex, seq(1, nchar(hex), 2), seq(2, nchar(hex), 2)), 16L)
}
text_of_hex <- function(hex) rawToChar(as.raw(bytes_of_hex(hex)))

# ---- SHA-256 (FIPS 180-4), HMAC (RFC 2104), HKDF (RFC 5869) ------------------------------------
is_prime <- function(n) n == 2 || all(n %% 2:max(2, ceiling(sqrt(n))) != 0)
primes <- Filter(is_prime, 2:311)
fraction32 <- function(x) floor((x %% 1) * two32)
sha_start <- fraction32(sqrt(primes[1:8]))
sha_k <- fraction32(primes[1:64]^(1 / 3))

sha_block <- function(state, w) {
  for (t in 17:64) {
    s0 <- xor32(xor32(rotr(w[t - 15], 7), rotr(w[t - 15], 18)), w[t - 15] %/% 2^3)
    s1 <- xor32(xor32(rotr(w[t - 2], 17), rotr(w[t - 2], 19)), w[t - 2] %/% 2^10)
    w[t] <- (w[t - 16] + s0 + w[t - 7] + s1) %% two32
  }
  v <- state
  for (t in 1:64) {
    s1 <- xor32(xor32(rotr(v[5], 6), rotr(v[5], 11)), rotr(v[5], 25))
    choice <- xor32(and32(v[5], v[6]), and32(two32 - 1 - v[5], v[7]))
    t1 <- v[8] + s1 + choice + sha_k[t] + w[t]
    s0 <- xor32(xor32(rotr(v[1], 2), rotr(v[1], 13)), rotr(v[1], 22))
    majority <- xor32(xor32(and32(v[1], v[2]), and32(v[1], v[3])), and32(v[2], v[3]))
    v <- c((t1 + s0 + majority) %% two32, v[1:3], (v[4] + t1) %% two32, v[5:7])
  }
  add32(state, v)
}

big_endian <- function(bytes) colSums(matrix(bytes, nrow = 4) * 256^(3:0))
sha256 <- function(bytes) {
  bits <- 8 * length(bytes)
  padded <- c(bytes, 128, rep(0, (55 - length(bytes)) %% 64), bits %/% 256^(7:0) %% 256)
  words <- matrix(big_endian(padded), nrow = 16)
  state <- sha_start
  for (i in seq_len(ncol(words))) state <- sha_block(state, words[, i])
  as.vector(t(outer(state, 256^(3:0), "%/%")) %% 256)
}
hmac <- function(key, message) {
  padded <- c(key, rep(0, 64 - length(key)))
  sha256(c(bitwXor(padded, 0x5c), sha256(c(bitwXor(padded, 0x36), message))))
}
stream_key <- function(seed, info) hmac(hmac(rep(0, 32), seed), c(info, 1))

# ---- ChaCha20 (RFC 8439), many blocks at once: row = word of the state, column = block ----------
quarter_round <- function(x, a, b, c, d) {
  x[a, ] <- add32(x[a, ], x[b, ]); x[d, ] <- rotl(xor32(x[d, ], x[a, ]), 16)
  x[c, ] <- add32(x[c, ], x[d, ]); x[b, ] <- rotl(xor32(x[b, ], x[c, ]), 12)
  x[a, ] <- add32(x[a, ], x[b, ]); x[d, ] <- rotl(xor32(x[d, ], x[a, ]), 8)
  x[c, ] <- add32(x[c, ], x[d, ]); x[b, ] <- rotl(xor32(x[b, ], x[c, ]), 7)
  x
}
chacha_blocks <- function(key, first, count) {
  words <- colSums(matrix(key, nrow = 4) * 256^(0:3))
  constants <- c(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574)
  start <- matrix(c(constants, words, 0, 0, 0, 0), nrow = 16, ncol = count)
  start[13, ] <- first + seq_len(count) - 1
  x <- start
  for (round in 1:10) {
    for (i in 0:3) x <- quarter_round(x, 1 + i, 5 + i, 9 + i, 13 + i)
    for (i in 0:3) x <- quarter_round(x, 1 + i, 5 + (i + 1) %% 4, 9 + (i + 2) %% 4, 13 + (i + 3) %% 4)
  }
  as.vector(add32(x, start))
}
new_stream <- function(key) {
  stream <- new.env()
  stream$key <- key
  stream$words <- numeric(0)
  stream$used <- 0
  stream$blocks <- 0
  stream
}
next_word <- function(stream) {
  if (stream$used == length(stream$words)) {
    stream$words <- chacha_blocks(stream$key, stream$blocks, 64)
    stream$blocks <- stream$blocks + 64
    stream$used <- 0
  }
  stream$used <- stream$used + 1
  stream$words[stream$used]
}
uniform <- function(stream) {
  a <- next_word(stream)
  b <- next_word(stream)
  ((a %/% 32) * 67108864 + b %/% 64) / 9007199254740992
}
integer_below <- function(stream, bound) {
  word <- next_word(stream)
  while (word >= two32 - two32 %% bound) word <- next_word(stream)
  word %% bound
}
draw_arm <- function(p, u) {
  open <- which(p > 0)
  hit <- open[u < cumulate(p[open])]
  if (length(hit) > 0) hit[1] else open[length(open)]
}
# Sums in double precision from the first on (cumsum may carry more digits).
cumulate <- function(p) Reduce(function(a, b) a + b, p, accumulate = TRUE)

# ---- procedures: probabilities from the counts N, as in the table of the list format ------------
maximal_table <- function(w, limit, n) {
  d <- -limit:limit
  shares <- matrix(0, n, length(d))
  ways <- rep(1, length(d))
  at <- function(values, wanted) ifelse(abs(wanted) <= limit, values[pmin(pmax(wanted + limit + 1, 1), length(d))], 0)
  for (j in n:1) {
    first <- at(ways, d + w[2])
    ways <- first + at(ways, d - w[1])
    shares[j, ] <- first / ways
    if (max(ways) > 2^512) ways <- ways / 2^512
  }
  shares
}
lowest_terms <- function(w) {
  for (divisor in min(w):1) if (all(w %% divisor == 0)) return(w / divisor)
}
since_full_set <- function(w, N) N - sum(N) %/% sum(w) * w
brick <- function(w, N) {
  total <- sum(w)
  if (all(w == 1)) return((1 - N) / (length(N) - sum(N)))
  if (length(w) > 3) {
    # Groups of equal weight, ascending; from four weights on the third holds the rest.
    group <- pmin(match(w, sort(unique(w))), 3)
    outer_p <- tunnel(as.vector(tapply(w, group, sum)), as.vector(tapply(N, group, sum)))
    result <- numeric(length(w))
    for (g in unique(group)) {
      members <- group == g
      result[members] <- outer_p[g] * tunnel(w[members], N[members])
    }
    return(result)
  }
  j <- sum(N)
  floors <- (j * w) %/% total
  now <- (j * w) %% total
  then <- ((j + 1) * w) %% total
  up <- N > floors
  rises <- ((j + 1) * w) %/% total > floors
  overdue <- which(rises & !up)
  if (length(overdue) > 0) return(as.numeric(seq_along(w) == overdue[1]))
  if (!any(up)) return(w / total)
  if (!any(rises)) {
    a <- which(up); b <- a %% 3 + 1; c3 <- (a + 1) %% 3 + 1
    down <- total - then
    low <- max(0, down[c3] - now[b], now[a] - down[b])
    high <- min(now[a], down[c3], now[c3] + now[a] - down[b])
    share <- c(0, 0, 0)
    share[b] <- (low + high) / 2 / now[a]
    share[c3] <- (now[a] - (low + high) / 2) / now[a]
    return(share)
  }
  mass <- if (sum(up) == 1) now[up] else total - now[!up]
  held <- which(up & !rises)
  if (length(held) > 0) {
    rising <- which(rises)
    other <- setdiff(seq_along(w), c(rising, held))
    again <- total - then[other]
    share <- rep(0, length(w))
    share[rising] <- again / mass
    share[other] <- (mass - again) / mass
    return(share)
  }
  ifelse(rises, then, w) / mass
}
tunnel <- function(w, N) {
  lowest <- lowest_terms(w)
  brick(lowest, since_full_set(lowest, N))
}
coin <- function(d, p) if (d == 0) c(0.5, 0.5) else if (d < 0) c(p, 1 - p) else c(1 - p, p)

rule_of <- function(code, p, w, n) {
  total <- sum(w)
  m <- length(w)
  if (code == "mp") {
    limit <- floor(p[["mti"]] * w[1] + 1e-9)
    table <- maximal_table(w, limit, n)
  }
  function(N) {
    d <- N[1] - N[2]
    j <- sum(N) + 1
    switch(code,
      crd = w / total,
      tbd = if (N[1] >= n / 2) c(0, 1) else if (N[2] >= n / 2) c(1, 0) else c(0.5, 0.5),
      rand = (n %/% total * w - N) / (n - j + 1),
      bcd = coin(d, p[["p"]]),
      abcd = {
        q <- if (abs(d) > 1) 1 / (abs(d)^p[["a"]] + 1) else 0.5
        if (d > 0) c(q, 1 - q) else c(1 - q, q)
      },
      gbcd = {
        first <- if (j == 1) 0.5 else if (N[2] == 0) 0 else 1 / (1 + (N[1] / N[2])^p[["gamma"]])
        c(first, 1 - first)
      },
      bsd = if (d >= p[["mti"]]) c(0, 1) else if (d <= -p[["mti"]]) c(1, 0) else c(0.5, 0.5),
      bcdwit = if (d >= p[["mti"]]) c(0, 1) else if (d <= -p[["mti"]]) c(1, 0) else coin(d, p[["p"]]),
      eud = c((p[["b"]] - d) / (2 * p[["b"]]), (p[["b"]] + d) / (2 * p[["b"]])),
      bud = {
        out <- N - w * min(N %/% w)
        (w * p[["lambda"]] - out) / (total * p[["lambda"]] - sum(out))
      },
      wei = {
        balls <- m * p[["alpha"]] + p[["beta"]] * (m - 1) * (j - 1)
        if (balls == 0) rep(1 / m, m) else (p[["alpha"]] + p[["beta"]] * (j - 1 - N)) / balls
      },
      mp = {
        first <- table[j, N[1] * w[2] - N[2] * w[1] + limit + 1]
        c(first, 1 - first)
      },
      brick = brick(w, since_full_set(w, N)),
      stop("this kit does not know the procedure ", code)
    )
  }
}

# ---- the list -----------------------------------------------------------------------------------
make_stratum <- function(stratum, seed) {
  w <- spec$weights
  slots <- stratum$slots
  stream <- new_stream(stream_key(seed, bytes_of_hex(stratum$info)))
  arm <- numeric(slots)
  block <- numeric(slots)
  if (spec$procedure == "pbd") {
    # [[ ]] matches names exactly; $ would take blocks for block.
    sizes <- sort(c(spec$parameters[["block"]], spec$parameters[["blocks"]]))
    left <- 0
    number <- 0
    for (i in seq_len(slots)) {
      if (sum(left) == 0) {
        number <- number + 1
        size <- if (length(sizes) > 1) sizes[integer_below(stream, length(sizes)) + 1] else sizes
        left <- w * size / sum(w)
      }
      arm[i] <- draw_arm(left / sum(left), uniform(stream))
      block[i] <- number
      left[arm[i]] <- left[arm[i]] - 1
    }
  } else {
    rule <- rule_of(spec$procedure, spec$parameters, w, slots)
    counts <- rep(0, length(w))
    for (i in seq_len(slots)) {
      arm[i] <- draw_arm(rule(counts), uniform(stream))
      counts[arm[i]] <- counts[arm[i]] + 1
    }
  }
  arms <- vapply(spec$arms, text_of_hex, "")
  paste0(text_of_hex(stratum$name), ",", block, ",", seq_len(slots), ",", arms[arm])
}

stopifnot(identical(sha256(c(97, 98, 99))[1:4], c(186, 120, 22, 191)))
arguments <- commandArgs(trailingOnly = TRUE)
if (!length(arguments) %in% 1:2 || !grepl("^[0-9A-Fa-f]{64}$", arguments[1])) {
  message("usage: Rscript replicate.R SEED [LIST.csv], SEED of 64 hexadecimal digits")
  quit(status = 2)
}
seed <- bytes_of_hex(arguments[1])
made <- c("stratum,block,position,arm", unlist(lapply(spec$strata, make_stratum, seed = seed)))
if (length(arguments) == 1) {
  writeLines(made, useBytes = TRUE)
} else {
  given <- sub("\r$", "", readLines(arguments[2], warn = FALSE), useBytes = TRUE)
  given[1] <- sub("^\xef\xbb\xbf", "", given[1], useBytes = TRUE)
  common <- seq_len(min(length(made), length(given)))[-1]
  agreeing <- sum(made[common] == given[common])
  slots <- max(length(made), length(given)) - 1
  cat(agreeing, "of", slots, "slots agree\n")
  quit(status = if (agreeing == slots && made[1] == given[1]) 0 else 1)
}
`;
