import { AGENCY_FILE } from '../model/access-files.ts'
import type { Principal } from '../model/model.ts'
import { git } from './git.ts'

/**
 * Every line that agency.yaml ever had, by git's history of it: the patches of all commits together. Empty where there is
 * none.
 */
export async function agencyHistory(root: string): Promise<string> {
  try {
    const history = await git(root, ['log', '--patch', '--format=', '--no-color', '--', AGENCY_FILE])
    return history.toString().toLowerCase()
  } catch {
    return ''
  }
}

/** Those of `names` that some agency.yaml of this history held. */
export function formerlyListed(history: string, names: readonly Principal[]): ReadonlySet<Principal> {
  return new Set(names.filter((name) => holds(history, name.toLowerCase())))
}

/** What a longer name goes on with. */
const OF_A_NAME = /[\w.+@-]/

/** Whether a name stands in a text by itself, not within a longer one. */
function holds(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const around = [text[at - 1], text[at + name.length]]
    if (around.every((one) => one === undefined || !OF_A_NAME.test(one))) return true
  }
  return false
}
