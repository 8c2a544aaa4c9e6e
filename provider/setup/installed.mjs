import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, [field: string]: unknown }} Package
 * @typedef {{ packages?: Record<string, Package> }} Lock
 */

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies']

/**
 * Whether node_modules holds what package-lock.json asks for, and the lock what package.json asks for. As its last step
 * npm writes what it installed (node_modules/.package-lock.json), so an interrupted install is detected, and a user's
 * own one is not repeated. Packages for other platforms may be missing. Source: npm 11, "hidden lockfiles".
 * @param {string} root the repository
 * @returns {boolean}
 */
export function isInstalled(root) {
  const lock = packagesIn(join(root, 'package-lock.json'))
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'))
  if (lock === undefined || installed === undefined) return false
  const { '': project, ...wanted } = lock
  return (
    isOf(root, project) && hasAll(installed, wanted) && Object.keys(installed).every((path) => path in wanted)
  )
}

/**
 * @param {Record<string, Package>} installed
 * @param {Record<string, Package>} wanted
 */
function hasAll(installed, wanted) {
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const found = installed[path]
    return found === undefined ? optional === true || devOptional === true : found.version === version
  })
}

/**
 * @param {string} root
 * @param {Package | undefined} project
 */
function isOf(root, project) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return DEPENDENCY_FIELDS.every((field) => isDeepStrictEqual(manifest[field] ?? {}, project?.[field] ?? {}))
}

/**
 * @param {string} file
 * @returns {Record<string, Package> | undefined}
 */
function packagesIn(file) {
  try {
    return /** @type {Lock} */ (JSON.parse(readFileSync(file, 'utf8'))).packages
  } catch {
    return undefined
  }
}
