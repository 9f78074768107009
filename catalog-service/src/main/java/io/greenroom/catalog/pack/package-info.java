/**
 * Question packs: content that is curated as code, checked and taken over whole or refused whole.
 */
@NullMarked
package io.greenroom.catalog.pack;

import org.jspecify.annotations.NullMarked;
