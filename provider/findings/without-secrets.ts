import { withoutTokens } from './without-tokens.ts'

/** Variables whose value is a secret, whatever it looks like. */
const SECRET_NAME =
  /TOKEN|SECRET|PASSW|PASSPHRASE|PRIVATE|CREDENTIAL|(ACCESS|API|ACCOUNT|STORAGE|SAS)_?KEY|^PGPASS|_PAT$/i

/** A shorter value would also stand in ordinary words. */
const SHORTEST = 6

/** User and password before the host of a URL; an address in running text has no "//". */
const USER_INFO = /([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"'`<>\\]+@/gi
const IN_QUERY = /([?&](?:password|passwd|pwd|secret|sig|signature|token|key|sslpassword)=)[^\s&"'`<>\\]+/gi

/**
 * Tokens of those whom we speak with, by their shape. Source: their docs (FACT): GitHub, Pulumi, AWS, JSON Web Token.
 */
const SHAPES: readonly RegExp[] = [
  /\bgh[oprsu]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bpul-[0-9a-f]{32,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g,
]

/**
 * Takes secrets out of every text that leaves the process by one end: values of secret variables of `env` and passwords
 * in its URLs, as they are and as JSON and URLs write them; user-info of any URL; tokens by their shape. A value that
 * is also a name, an id or a word of ours would be taken out, too: secrets are long and random.
 */
export function censor(env: NodeJS.ProcessEnv): (text: string) => string {
  const values = secretsIn(env)
  return (text) => {
    const clean = values.reduce((left, value) => left.replaceAll(value, '[secret]'), text)
    const hidden = clean.replace(USER_INFO, '$1[secret]@').replace(IN_QUERY, '$1[secret]')
    return SHAPES.reduce((left, shape) => left.replace(shape, '[token]'), withoutTokens(hidden))
  }
}

/** Longest first: one may hold another. */
function secretsIn(env: NodeJS.ProcessEnv): string[] {
  const values = Object.entries(env).flatMap(([name, value]) => {
    if (value === undefined) return []
    return SECRET_NAME.test(name) ? [value.trim(), ...value.split(/[\n,]/)] : passwordsIn(value)
  })
  const written = values.flatMap((value) => [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    Buffer.from(value).toString('base64'),
  ])
  return [...new Set(written)].filter((value) => value.length >= SHORTEST).sort((a, b) => b.length - a.length)
}

/** The password of a URL such as that of a back end or a proxy; a user alone may be the secret itself. */
function passwordsIn(value: string): string[] {
  if (!value.includes('://')) return []
  const url = URL.parse(value)
  if (url === null) return []
  const secret = url.password === '' ? url.username : url.password
  return secret === '' ? [] : [secret, unescaped(secret)]
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
