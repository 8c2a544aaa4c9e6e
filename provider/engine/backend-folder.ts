import { fileURLToPath } from 'node:url'

/**
 * The folder of a file back end of this machine; undefined for any other back end. Of "file://~" and relative paths the
 * engine has its own reading.
 */
export function folderOfBackend(backend: string): string | undefined {
  return backend.startsWith('file:///') ? fileURLToPath(backend) : undefined
}
