declare const __EXCALIDRAW__: string;

// Excalidraw asks for its fonts at this address; without it, it would ask another host.
(window as { EXCALIDRAW_ASSET_PATH?: string }).EXCALIDRAW_ASSET_PATH = __EXCALIDRAW__;
