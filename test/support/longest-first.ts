import { matchesGlob, relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { NEEDS_TOOLS } from './needs-tools.ts'

/** Starts the files of NEEDS_TOOLS first, in its order; the others follow as vitest sorts them. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return longestFirst(sorted, ({ moduleId, project }) => relative(project.config.root, moduleId))
  }
}

/**
 * On a fresh clone vitest knows no durations and begins with the largest files, which are not the longest to run: the
 * last worker would then be alone with a minute of the engine.
 */
export function longestFirst<T>(files: readonly T[], pathOf: (file: T) => string): T[] {
  return files
    .map((file) => ({ file, rank: NEEDS_TOOLS.findIndex((glob) => matchesGlob(pathOf(file), glob)) }))
    .map(({ file, rank }) => ({ file, rank: rank === -1 ? NEEDS_TOOLS.length : rank }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ file }) => file)
}
