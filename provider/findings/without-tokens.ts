/** A quote in plain text, in JSON, in JSON within JSON, and in a URL. */
const QUOTE = String.raw`(?:\\*["']|%22|%27)?`
const SECRETS = 'access_token|input_token|fb_exchange_token|appsecret_proof|client_secret'

/**
 * The shapes of tokens. Sources: `id|secret` and the parameters' names, graph-api 4.7 (FACT); that tokens of people,
 * system users and Pages begin with EAA and Instagram's with IG is BACKGROUND. A match may begin anywhere, as Meta
 * quotes requests without spaces around them.
 */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      String.raw`((?:${SECRETS})${QUOTE}\s*(?:[=:]|%3D|%3A)\s*${QUOTE})(?:%(?!26|22|27)[0-9A-F]{2}|[^\s&"'\\%])+`,
      'gi',
    ),
    '$1[token]',
  ],
  [/(\b(?:bearer|oauth)\s+)[\w.|~+/=-]{16,}/gi, '$1[token]'],
  [/(?:EAA|IGAA|IGQV)[A-Za-z0-9_-]{16,}/g, '[token]'],
  [/\d{6,}(?:\||%7C)[A-Za-z0-9_-]{16,}/gi, '[token]'],
]

/** Masks every token in a text that leaves this process, in an error, a log or a plan. Other text stays as it is. */
export function withoutTokens(text: string): string {
  return SHAPES.reduce((clean, [shape, instead]) => clean.replace(shape, instead), text)
}
