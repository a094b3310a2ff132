/*
 * host.c
 *		What the core asks for, from the C library.
 *
 * Its random numbers are the same in each run, so that each run does the same.
 */
#include "host.h"

#include <stddef.h>

#include "core/host.h"
#include "core/mix.h"

/* All memory is in a list, so that all of it can be given back. */
typedef struct Block
{
	struct Block *next;
	struct Block **link;
	max_align_t memory[];
} Block;

static Block *blocks = NULL;

static void
link_block(Block *block)
{
	block->next = blocks;
	block->link = &blocks;
	if (blocks != NULL)
		blocks->link = &block->next;
	blocks = block;
}

static void
unlink_block(Block *block)
{
	*block->link = block->next;
	if (block->next != NULL)
		block->next->link = block->link;
}

void *
core_alloc(void *owner, size_t size)
{
	Block	   *block = malloc(sizeof(Block) + size);

	(void) owner;
	MUST(block != NULL);
	link_block(block);
	return block->memory;
}

void
core_free(void *memory)
{
	Block	   *block = (Block *) ((char *) memory - offsetof(Block, memory));

	unlink_block(block);
	free(block);
}

void *
core_realloc(void *memory, size_t size)
{
	Block	   *block = (Block *) ((char *) memory - offsetof(Block, memory));
	Block	   *moved;

	unlink_block(block);
	moved = realloc(block, sizeof(Block) + size);
	MUST(moved != NULL);
	link_block(moved);
	return moved->memory;
}

void
free_all(void)
{
	while (blocks != NULL)
	{
		Block	   *block = blocks;

		blocks = block->next;
		free(block);
	}
}

unsigned long interrupt_checks = 0;

void
core_check_for_interrupts(void)
{
	interrupt_checks++;
}

uint64_t
core_random(void)
{
	static uint64_t drawn = 0;

	return mix(++drawn);
}
