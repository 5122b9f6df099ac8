/*
 * archive.h — files within a zip: of GENESIS, and XLSX and ODS, which are zips of XML.
 *
 * Names that lead out of the archive, encrypted files and files that grow beyond measure
 * are findings.
 */
#pragma once

#include "base/finding.h"

#include <glib.h>
#include <libxml/xmlreader.h>

typedef struct SrArchive SrArchive;

/* Returns: (transfer full): the archive, or NULL after a finding. */
SrArchive *sr_archive_open(const char *path, SrFindings *findings);
void sr_archive_free(SrArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrArchive, sr_archive_free)

/* The names of the files (no folders), NULL-terminated; borrowed. */
const char *const *sr_archive_names(const SrArchive *archive);

bool sr_archive_has(const SrArchive *archive, const char *name);

/* Reads a whole file: (transfer full), with a NUL behind it; NULL after a finding. */
char *sr_archive_read(SrArchive *archive, const char *name, gsize *n);

/*
 * Reads an XML file piece by piece, without network, external entities or a DTD's files.
 * Returns: (transfer full): the reader (xmlFreeTextReader), or NULL after a finding.
 */
xmlTextReader *sr_archive_xml(SrArchive *archive, const char *name);

/* Whether every file can be read to its end, and the XML ones are well-formed. */
bool sr_archive_is_sound(SrArchive *archive);

/* The value of an attribute of the element under @reader: (transfer full), or NULL. */
char *sr_xml_attribute(xmlTextReader *reader, const char *name);

/* Whether @reader stands on the start of the element @name, without its prefix. */
bool sr_xml_is(xmlTextReader *reader, const char *name);

/* Adds a finding that @name is damaged. */
void sr_archive_complain(SrArchive *archive, const char *name);
