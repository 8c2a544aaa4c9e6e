/** A quote as it stands in plain text, in JSON, in JSON within JSON, and in a URL. */
const QUOTE = String.raw`(?:\\*["']|%22|%27)?`
const SECRETS = 'access_token|input_token|fb_exchange_token|appsecret_proof|client_secret'

/**
 * What a token looks like. Sources: `id|secret` and the parameters' names, graph-api 4.7 (FACT); that tokens of people,
 * system users and Pages begin with EAA and Instagram's with IG is BACKGROUND. A match may stand anywhere, as
 * Meta quotes what it was sent without spaces around it.
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

/** Takes every token out of a text that may travel on: into an error, a log, a plan. Other text stays as it is. */
export function withoutTokens(text: string): string {
  return SHAPES.reduce((clean, [shape, instead]) => clean.replace(shape, instead), text)
}
