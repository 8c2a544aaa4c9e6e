/** What any program needs to find its files, to speak a language and to reach the network. */
const COMMON: ChildNeeds = {
  names: wordsIn(`PATH HOME USER LOGNAME SHELL LANG LANGUAGE TZ TERM TMPDIR TMP TEMP LD_LIBRARY_PATH
    HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY SSL_CERT_FILE SSL_CERT_DIR`),
  prefixes: ['LC_', 'XDG_'],
}

/** Variables of a program, by name and by the beginning of a name. */
export type ChildNeeds = { readonly names: readonly string[]; readonly prefixes: readonly string[] }

/**
 * The part of our environment that a child process gets: what it needs, by name, and nothing else. A list of what to
 * leave out would let through the secret that nobody thought of.
 */
export function childEnvironment(
  env: NodeJS.ProcessEnv,
  needs: ChildNeeds = { names: [], prefixes: [] },
): NodeJS.ProcessEnv {
  const names = [...COMMON.names, ...needs.names]
  const prefixes = [...COMMON.prefixes, ...needs.prefixes]
  const isNeeded = (name: string): boolean =>
    // Proxies are also written in lower case.
    names.includes(name.toUpperCase()) || prefixes.some((prefix) => name.startsWith(prefix))
  return Object.fromEntries(Object.entries(env).filter(([name]) => isNeeded(name)))
}

/** The words of a list in a text. */
export function wordsIn(text: string): string[] {
  return text.split(/\s+/)
}
