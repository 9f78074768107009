import type { exportToBlob } from '@excalidraw/excalidraw';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';

/** The protocol takes 300 kB of base64. */
const longest = 290_000;

/** The whiteboard as a PNG in base64, as large as the timeline takes it; null for an empty one. */
export async function pictureOf(
  scene: ExcalidrawImperativeAPI,
  draw: typeof exportToBlob,
): Promise<string | null> {
  const elements = scene.getSceneElements();
  if (elements.length === 0) {
    return null;
  }
  for (const maxWidthOrHeight of [1_400, 900, 500]) {
    const blob = await draw({
      elements,
      files: null,
      mimeType: 'image/png',
      maxWidthOrHeight,
      appState: { exportBackground: true, exportWithDarkMode: false },
    });
    const png = await base64(blob);
    if (png.length <= longest) {
      return png;
    }
  }
  return null;
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(text);
}
