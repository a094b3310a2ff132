# META.json keeps to the rules of the PGXN Meta Spec 1.0.0, and what it says of the
# project is so.
use strict;
use warnings;
use JSON::PP;
use Test::More;

sub contents
{
	open(my $file, '<', $_[0]) or die "$_[0]: $!";
	local $/;
	return scalar <$file>;
}

my $semver = qr/(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z.-]+)?/;
my $range = qr/(?:(?:==|!=|<=?|>=?)\s*)?(?:$semver|0)/;
my $term = qr/\A[^\s[:cntrl:]\/\\]{2,}\z/;
my $url = qr/\A[a-z][a-z0-9+.-]*:\/\/[^\/?#]+/i;
my @licenses = qw(agpl_3 apache_1_1 apache_2_0 artistic_1 artistic_2 bsd freebsd gfdl_1_2 gfdl_1_3 gpl_1 gpl_2 gpl_3
	lgpl_2_1 lgpl_3_0 mit mozilla_1_0 mozilla_1_1 openssl perl_5 postgresql qpl_1_0 ssleay sun zlib
	open_source restricted unrestricted unknown);

my $meta = decode_json(contents('META.json'));
sub text { return defined $_[0] && !ref $_[0] && length $_[0] }
sub only
{
	my ($what, $map, @keys) = @_;
	my %known = map { $_ => 1 } @keys;
	is(join(' ', grep { !$known{$_} && !/^[xX]_/ } sort keys %$map), '', "$what has no key but those of the specification");
}

only('META.json', $meta, qw(abstract description generated_by license maintainer meta-spec name no_index prereqs provides
	release_status resources tags version));
is(join(' ', grep { !defined $meta->{$_} } qw(abstract license maintainer meta-spec name provides version)), '', '... and each that is required');
ok(text($meta->{$_}), "$_ is a text") for grep { exists $meta->{$_} } qw(abstract description generated_by);
like($meta->{name}, $term, 'name is a term');
like($meta->{version}, qr/\A$semver\z/, 'version is a semantic version');
is($meta->{'meta-spec'}{version}, '1.0.0', 'meta-spec is the one that this test knows');
like($meta->{'meta-spec'}{url}, $url, '... at a URL');
only('meta-spec', $meta->{'meta-spec'}, qw(version url));

my @maintainers = ref $meta->{maintainer} ? @{ $meta->{maintainer} } : $meta->{maintainer};
ok(@maintainers && !grep({ !text($_) } @maintainers), 'maintainer is one or more texts');
ok((grep { $_ eq $meta->{license} } @licenses), 'license is one that the specification has a word for');
like(contents('LICENSE'), qr/\APostgreSQL License$/m, '... the one of LICENSE') if $meta->{license} eq 'postgresql';

# A version that promises nothing yet is not stable.
like($meta->{release_status}, qr/\A(?:stable|testing|unstable)\z/, 'release_status is one of three');
isnt($meta->{release_status}, 'stable', '... and a pre-release is not stable') if $meta->{version} =~ /^0\.|-/;

# An extension is what has a control file.
my @extensions = map { /^(.*)\.control$/ } glob('*.control');
is(join(' ', sort keys %{ $meta->{provides} }), "@extensions", 'provides has each extension');
foreach my $name (sort keys %{ $meta->{provides} })
{
	my $extension = $meta->{provides}{$name};
	only("provides $name", $extension, qw(abstract docfile file version));
	like($name, $term, "$name is a term");
	like($extension->{version}, qr/\A$semver\z/, '... its version is a semantic version');
	ok(-f ($extension->{file} // ''), '... its file is there');
	ok(-f $extension->{docfile}, '... and its docfile') if exists $extension->{docfile};
	ok(text($extension->{abstract}), '... its abstract is a text') if exists $extension->{abstract};
}

foreach my $phase (sort keys %{ $meta->{prereqs} // {} })
{
	like($phase, qr/\A(?:configure|build|runtime|test|develop)\z/, "$phase is a phase");
	foreach my $relation (sort keys %{ $meta->{prereqs}{$phase} })
	{
		like($relation, qr/\A(?:requires|recommends|suggests|conflicts)\z/, "$phase: $relation is a relation");
		my $needed = $meta->{prereqs}{$phase}{$relation};
		is(join(' ', grep { !/$term/ || $needed->{$_} !~ /\A$range(?:\s*,\s*$range)*\z/ } sort keys %$needed), '', '... of ranges of versions');
	}
}
my ($oldest) = contents('debian/pgversions') =~ /^(\d+)\+$/m;
is($meta->{prereqs}{runtime}{requires}{PostgreSQL}, "$oldest.0.0", 'PostgreSQL is needed from the version on that packages are made for');

ok(!grep({ !text($_) || length > 256 || /[[:cntrl:]\/\\]/ } @{ $meta->{tags} }), 'tags are tags');
only('resources', $meta->{resources} // {}, qw(bugtracker homepage license repository));

done_testing();
