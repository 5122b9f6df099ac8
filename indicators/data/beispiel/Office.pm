# Office.pm: workbooks (XLSX) and spreadsheets (ODS) as offices send them, written with
# nothing but perl: the parts are stored uncompressed, with one date, so the bytes are equal
# on every run.
package Office;
use strict;
use warnings;
use utf8;
use Encode qw(encode_utf8);

my @crc_table = map {
    my $c = $_;
    $c = $c & 1 ? 0xEDB88320 ^ ($c >> 1) : $c >> 1 for 1 .. 8;
    $c;
} 0 .. 255;

sub crc32 {
    my ($bytes) = @_;
    my $crc = 0xFFFFFFFF;
    $crc = $crc_table[ ($crc ^ $_) & 0xFF ] ^ ($crc >> 8) for unpack 'C*', $bytes;
    return $crc ^ 0xFFFFFFFF;
}

# Writes a zip of (name, text, name, text, …); all dated 1.1.1980.
sub zip {
    my ($path, @parts) = @_;
    my ($data, $directory, $n) = ('', '', 0);
    while (my ($name, $text) = splice @parts, 0, 2) {
        my $bytes = encode_utf8($text);
        my $common = pack 'vvvvvVVVvv', 20, 0, 0, 0, 0x21, crc32($bytes), length $bytes,
            length $bytes, length $name, 0;
        $directory .=
              pack('Vv', 0x02014b50, 20)
            . $common
            . pack('vvvVV', 0, 0, 0, 0, length $data)
            . $name;
        $data .= pack('V', 0x04034b50) . $common . $name . $bytes;
        $n++;
    }
    my $end = pack 'VvvvvVVv', 0x06054b50, 0, 0, $n, $n, length $directory, length $data, 0;
    open my $out, '>:raw', $path or die "$path: $!";
    print {$out} $data, $directory, $end;
    close $out or die "$path: $!";
    return;
}

sub escaped {
    my ($text) = @_;
    my %entity = (
        '&' => '&amp;',
        '<' => '&lt;',
        '>' => '&gt;',
        '"' => '&quot;'
    );
    $text =~ s/([&<>"])/$entity{$1}/g;
    return $text;
}

sub is_number {
    my ($cell) = @_;
    return $cell =~ /^-?(0|[1-9]\d*)(\.\d+)?$/;
}

sub column_name { return chr(ord('A') + $_[0]) }

my $xml = qq(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n);
my $sheet_schema = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
my $relation_schema = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
my $package_schema = 'http://schemas.openxmlformats.org/package/2006';

sub xlsx_sheet {
    my ($sheet, $strings, $numbers) = @_;
    my $text = qq(${xml}<worksheet xmlns="$sheet_schema"><sheetData>);
    my $row_number = 0;
    for my $row (@{ $sheet->{rows} }) {
        $row_number++;
        $text .= qq(<row r="$row_number">);
        for my $i (0 .. $#$row) {
            my $cell = $row->[$i];
            next if $cell eq '';
            my $place = column_name($i) . $row_number;
            if (is_number($cell)) {
                $text .= qq(<c r="$place" s="1"><v>$cell</v></c>);
                next;
            }
            push @$strings, $cell if !exists $numbers->{$cell};
            $numbers->{$cell} //= $#$strings;
            $text .= qq(<c r="$place" t="s"><v>$numbers->{$cell}</v></c>);
        }
        $text .= '</row>';
    }
    my @merged = @{ $sheet->{merged} // [] };
    my $merges = join '', map { qq(<mergeCell ref="$_"/>) } @merged;
    my $n = @merged;
    $text .= qq(</sheetData>) . ($n ? qq(<mergeCells count="$n">$merges</mergeCells>) : '');
    return "$text</worksheet>";
}

# @sheets: hashes of name, rows (arrays of cells; numbers with a point), merged ("A5:A6").
sub xlsx {
    my ($path, @sheets) = @_;
    my (@strings, %numbers, @parts);
    my ($types, $links, $names) = ('', '', '');
    for my $i (1 .. @sheets) {
        my $sheet = $sheets[ $i - 1 ];
        push @parts, "xl/worksheets/sheet$i.xml", xlsx_sheet($sheet, \@strings, \%numbers);
        my $name = escaped($sheet->{name});
        $types .= qq(<Override PartName="/xl/worksheets/sheet$i.xml" ContentType=")
            . qq(application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>);
        $links .= qq(<Relationship Id="rId$i" Type="$relation_schema/worksheet" )
            . qq(Target="worksheets/sheet$i.xml"/>);
        $names .= qq(<sheet name="$name" sheetId="$i" r:id="rId$i"/>);
    }
    my $n = @strings;
    my $shared = join '', map { '<si><t>' . escaped($_) . '</t></si>' } @strings;
    my ($styles_id, $strings_id) = (@sheets + 1, @sheets + 2);
    my $type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
    zip(
        $path,
        '[Content_Types].xml',
        qq(${xml}<Types xmlns="$package_schema/content-types">)
            . '<Default Extension="rels" '
            . 'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            . '<Default Extension="xml" ContentType="application/xml"/>'
            . qq(<Override PartName="/xl/workbook.xml" ContentType="$type.sheet.main+xml"/>$types)
            . qq(<Override PartName="/xl/styles.xml" ContentType="$type.styles+xml"/>)
            . qq(<Override PartName="/xl/sharedStrings.xml" ContentType="$type.sharedStrings+xml"/>)
            . '</Types>',
        '_rels/.rels',
        qq(${xml}<Relationships xmlns="$package_schema/relationships">)
            . qq(<Relationship Id="rId1" Type="$relation_schema/officeDocument" )
            . 'Target="xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml',
        qq(${xml}<workbook xmlns="$sheet_schema" xmlns:r="$relation_schema">)
            . "<sheets>$names</sheets></workbook>",
        'xl/_rels/workbook.xml.rels',
        qq(${xml}<Relationships xmlns="$package_schema/relationships">$links)
            . qq(<Relationship Id="rId$styles_id" Type="$relation_schema/styles" Target="styles.xml"/>)
            . qq(<Relationship Id="rId$strings_id" Type="$relation_schema/sharedStrings" )
            . 'Target="sharedStrings.xml"/></Relationships>',
        'xl/styles.xml',
        qq(${xml}<styleSheet xmlns="$sheet_schema">)
            . '<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>'
            . '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
            . '<borders count="1"><border/></borders>'
            . '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
            . '<cellXfs count="2"><xf xfId="0"/>'
            . '<xf numFmtId="1" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>',
        'xl/sharedStrings.xml',
        qq(${xml}<sst xmlns="$sheet_schema" count="$n" uniqueCount="$n">$shared</sst>),
        @parts
    );
    return;
}

sub ods_cell {
    my ($cell) = @_;
    return '<table:table-cell/>' if $cell eq '';
    if ($cell =~ /^(\d\d)\.(\d\d)\.(\d{4})$/) {
        return qq(<table:table-cell table:style-name="day" office:value-type="date" )
            . qq(office:date-value="$3-$2-$1"><text:p>$cell</text:p></table:table-cell>);
    }
    my $text = '<text:p>' . escaped($cell) . '</text:p></table:table-cell>';
    return qq(<table:table-cell office:value-type="float" office:value="$cell">$text)
        if is_number($cell);
    return qq(<table:table-cell office:value-type="string">$text);
}

# One sheet of rows; a cell such as 31.12.2018 becomes a date.
sub ods {
    my ($path, $name, $rows) = @_;
    my $type = 'application/vnd.oasis.opendocument.spreadsheet';
    my $schema = 'urn:oasis:names:tc:opendocument:xmlns';
    my $table = join '', map {
              '<table:table-row>'
            . join('', map { ods_cell($_) } @$_)
            . '</table:table-row>'
    } @$rows;
    my $schemas = join ' ', qq(xmlns:office="$schema:office:1.0"),
        qq(xmlns:table="$schema:table:1.0"),
        qq(xmlns:text="$schema:text:1.0"), qq(xmlns:style="$schema:style:1.0"),
        qq(xmlns:number="$schema:datastyle:1.0"), 'office:version="1.2"';
    my $day =
          '<office:automatic-styles><number:date-style style:name="dayform">'
        . '<number:day number:style="long"/><number:text>.</number:text>'
        . '<number:month number:style="long"/><number:text>.</number:text>'
        . '<number:year number:style="long"/></number:date-style>'
        . '<style:style style:name="day" style:family="table-cell" style:data-style-name="dayform"/>'
        . '</office:automatic-styles>';
    zip(
        $path,
        'mimetype',
        $type,
        'META-INF/manifest.xml',
        qq(${xml}<manifest:manifest xmlns:manifest="$schema:manifest:1.0" )
            . qq(manifest:version="1.2"><manifest:file-entry manifest:full-path="/" )
            . qq(manifest:media-type="$type"/><manifest:file-entry manifest:full-path="content.xml" )
            . 'manifest:media-type="text/xml"/></manifest:manifest>',
        'content.xml',
        qq(${xml}<office:document-content $schemas>$day<office:body><office:spreadsheet>)
            . qq(<table:table table:name="$name">$table</table:table></office:spreadsheet>)
            . '</office:body></office:document-content>'
    );
    return;
}

1;
