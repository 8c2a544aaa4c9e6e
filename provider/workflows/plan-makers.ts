/** Folders of code that no plan is made by: the local Graph API, which only the command line starts, and tests. */
const NO_MAKERS = ['provider/emulator/', 'docs/', 'test/'] as const

/** The files that say what access is wanted: `select` tells which clients a change of them concerns. */
const WANTED = /^access\/(?:clients\/[^/]+\.ya?ml|(?:agency|functions|packages)\.yaml|schema\/.*)$/

/**
 * Whether a change of this file may change the plan, or the verdict on it, of clients whose files stay as they are: the
 * policy, the code, its workflows and packages, and every path that we do not know. Only text for people may not.
 */
export function makesPlans(path: string): boolean {
  if (WANTED.test(path) || NO_MAKERS.some((folder) => path.startsWith(folder))) return false
  return !/^[^/]+\.md$|^LICENSE$|^\.github\/(?:ISSUE_TEMPLATE\/|CODEOWNERS$|[^/]+\.md$)/.test(path)
}
