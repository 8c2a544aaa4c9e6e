import { finding } from '../../provider/findings/catalogue.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import type { PolicyRule } from '../rule.ts'

type Pattern = readonly [what: string, looks: RegExp]

/** Shapes of secrets; no finding repeats any part of one. */
const PATTERNS: readonly Pattern[] = [
  ['a token of Meta', /\bEAA[A-Za-z0-9]{16,}/],
  ['a token of a Meta app', /\b\d{5,20}\|[A-Za-z0-9_-]{20,}/],
  ['a cookie of a signed-in person', /\b(c_user|xs|datr|sb|fr)\s*=\s*[^\s;]{6,}|\b(set-)?cookie\s*:/i],
  [
    'a password',
    /\b(password|passwd|pwd|passcode|passwort|mot de passe|mdp|contraseña)\b["']?\s*[:=]\s*\S{4,}/i,
  ],
  [
    'a secret',
    /\b(secret|token|api[_ -]?key|credential|bearer)s?["']?\s*[:= ]\s*["']?(?=\S*\d)[A-Za-z0-9+/_=.-]{12,}/i,
  ],
  ['an app secret or another key', /\b[0-9a-f]{32,}\b/i],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  [
    'a token of another service',
    /\b(gh[oprsu]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|pul-[0-9a-f]{20,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,}|sk-[\w-]{20,}|eyJ[\w-]{8,}\.[\w-]{8,}\.)/,
  ],
  ['an address with a password in it', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i],
]

export const noSecrets: PolicyRule = {
  id: 'no-secrets',
  title: 'No file holds a token, a password or a cookie',
  reason: 'Everybody who can read the repository, and its history, can use it.',
  source: ['brief 8'],
  files: ({ files }) =>
    files.flatMap(({ path, bytes }) =>
      new TextDecoder()
        .decode(bytes)
        .split('\n')
        .flatMap((line, index) => secretIn(path, line, index + 1)),
    ),
}

function secretIn(file: string, line: string, number: number): Finding[] {
  const found = PATTERNS.map(([what, looks]) => ({ what, column: line.search(looks) + 1 }))
  const first = found.find(({ column }) => column > 0)
  if (first === undefined) return []
  return [finding('no-secrets', { what: first.what }, { file, line: number, column: first.column })]
}
