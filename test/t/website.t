# The documentation as a site: every page is there, every link leads somewhere, and
# nothing is fetched from a network to show it.
use strict;
use warnings;
use lib 'test/lib';
use Page;
use Test::More;

plan skip_all => 'cmark-gfm is not installed' if system('command -v cmark-gfm >/dev/null');

my $folder = 'test/output/site';
is(system("doc/build/site $folder >/dev/null"), 0, 'the site is written');
my %html = map { m{([^/]+)$} ? ($1 => contents($_)) : () } glob "$folder/*.html";
cmp_ok(scalar keys %html, '>=', scalar(my @pages = glob 'doc/*.md'), 'each page is there');
for my $page (sort keys %html)
{
	my @broken = grep { !leads_somewhere($page, $_) } $html{$page} =~ /href="([^"]*)"/g;
	is("@broken", '', "$page: links");
	my @fetched = grep { /^\w+:/ } $html{$page} =~ /(?:src|<link[^>]*href)="([^"]*)"/g;
	is("@fetched", '', "$page: shows without a network");
	my %ids;
	$ids{$_}++ for $html{$page} =~ / id="([^"]*)"/g;
	is(join(' ', grep { $ids{$_} > 1 } sort keys %ids), '', "$page: anchors are unique");
}

sub leads_somewhere
{
	my ($page, $link) = @_;
	return 1 if $link =~ /^https?:/;
	my ($file, $anchor) = $link =~ /^([^#]*)#?(.*)$/;
	$file = $page if $file eq '';
	return 0 if !-e "$folder/$file";
	return $anchor eq '' || ($html{$file} // '') =~ /id="\Q$anchor\E"/;
}

done_testing();
