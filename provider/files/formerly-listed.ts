import { AGENCY_FILE } from '../model/access-files.ts'
import type { Principal } from '../model/model.ts'
import { git } from './git.ts'

/**
 * Those of `names` that some earlier agency.yaml held, by git's history of it; nobody where there is none. The patch of
 * every commit together holds every line the file ever had.
 */
export async function formerlyListed(
  root: string,
  names: readonly Principal[],
): Promise<ReadonlySet<Principal>> {
  try {
    const history = await git(root, ['log', '--patch', '--format=', '--no-color', '--', AGENCY_FILE])
    const text = history.toString().toLowerCase()
    return new Set(names.filter((name) => holds(text, name.toLowerCase())))
  } catch {
    return new Set()
  }
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
