/** Thrown where a read-only command was about to write: a bug of ours, never a mistake of the user. */
export class WriteRefused extends Error {
  readonly method: string
  readonly path: string

  constructor(method: string, path: string) {
    super(`Cannot send ${method} ${path} as this command may only read`)
    this.name = 'WriteRefused'
    this.method = method
    this.path = path
  }
}
