/** Ends the session; the gateway then shows the start page. */
export function signOut(): void {
  window.location.assign('/logout');
}
